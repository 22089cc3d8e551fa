import type { EventType } from '../../core/event.ts'

const HUES = 8

const shapes = ['disc', 'square', 'diamond', 'triangle', 'ring', 'bar'] as const

/** How a type of event is marked: by a colour and by a shape, so that colour alone never tells types apart. */
export interface TypeMark {
  /** From 0 up to and not including 8; type-mark.css has its colours. */
  readonly hue: number
  readonly shape: (typeof shapes)[number]
}

export type TypeMarks = ReadonlyMap<EventType, TypeMark>

/**
 * Marks for the types of a store. Each gets the mark that its name asks for, or where that one is taken the next that is
 * least used: colours first differ among all types, then colour and shape together. The same names give the same marks.
 */
export function typeMarks(types: readonly EventType[]): TypeMarks {
  const marks = new Map<EventType, TypeMark>()
  const usesOfHue = new Array<number>(HUES).fill(0)
  for (const type of types) {
    const wanted = hashOf(type) % HUES
    const fewest = Math.min(...usesOfHue)
    const hue = firstFrom(wanted, HUES, (one) => usesOfHue[one] === fewest)
    const uses = usesOfHue[hue] ?? 0
    usesOfHue[hue] = uses + 1
    marks.set(type, markOf(hue, uses))
  }
  return marks
}

/** The mark of a type, or of one that the marks were not made for, by its name alone. */
export function typeMark(marks: TypeMarks, type: EventType): TypeMark {
  return marks.get(type) ?? markOf(hashOf(type) % HUES, 0)
}

/** Neighbouring colours have different shapes, and every further use of a colour has another one. */
function markOf(hue: number, uses: number): TypeMark {
  return { hue, shape: shapes[(hue + uses) % shapes.length] ?? 'disc' }
}

function firstFrom(start: number, count: number, fits: (one: number) => boolean): number {
  for (let step = 0; step < count; step++) if (fits((start + step) % count)) return (start + step) % count
  return start
}

/** FNV-1a, 32 bits, over UTF-16 code units, with the end of murmur3 so that short names differ in their low bits too. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
