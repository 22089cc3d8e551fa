/** Units of UTF-16: bytes do where none is above 255. */
export type CodeUnits = Uint8Array | Uint16Array

const OTHER = 0
const SMALL = 1
const CAPITAL = 2
const DIGIT = 3

/** For every unit: the one that stands for it where case does not matter, and what kind of character it is. */
interface UnitTables {
  readonly folded: Uint16Array
  readonly kinds: Uint8Array
}

let made: UnitTables | undefined

/** Made when a name is first looked at: it takes some milliseconds. */
function tables(): UnitTables {
  made ??= makeTables()
  return made
}

function makeTables(): UnitTables {
  const folded = new Uint16Array(0x10000)
  const kinds = new Uint8Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) {
    const text = String.fromCharCode(unit)
    const small = text.toLowerCase()
    folded[unit] = small.length === 1 ? small.charCodeAt(0) : unit
    kinds[unit] = kindOf(text, small)
  }
  return { folded, kinds }
}

function kindOf(text: string, small: string): number {
  if (text >= '0' && text <= '9') return DIGIT
  if (text !== small) return CAPITAL
  return text !== text.toUpperCase() || text >= '\u0100' ? SMALL : OTHER
}

/** A table of what stands for each unit where case does not matter: a character whose small form is longer stands for itself. */
export function foldTable(): Uint16Array {
  return tables().folded
}

export function foldedUnits(text: string): Uint16Array {
  const { folded } = tables()
  return Uint16Array.from({ length: text.length }, (_, at) => folded[text.charCodeAt(at)] ?? 0)
}

/**
 * Tells, of the unit at `at` in a name that begins at `from`, whether a word begins there: at the start, after a character that is neither
 * letter nor digit, at a digit after a letter, and at a capital after a small letter.
 */
export function wordBeginnings(): (units: CodeUnits, from: number, at: number) => boolean {
  const { kinds } = tables()
  return (units, from, at) => {
    if (at === from) return true
    const kind = kinds[units[at] ?? 0]
    const before = kinds[units[at - 1] ?? 0]
    if (kind === OTHER) return false
    return before === OTHER || (kind === DIGIT && before !== DIGIT) || (kind === CAPITAL && before === SMALL)
  }
}

/** The first place from `from` at which the folded units stand, ending at `to` or before; -1 where there is none. */
export function placeOf(wanted: Uint16Array, units: CodeUnits, from: number, to: number): number {
  const { folded } = tables()
  for (let at = from; at + wanted.length <= to; at++) {
    let same = 0
    while (same < wanted.length && folded[units[at + same] ?? 0] === wanted[same]) same++
    if (same === wanted.length) return at
  }
  return -1
}
