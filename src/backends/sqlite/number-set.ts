/** Some numbers, or all numbers but some. */
export interface NumberSet {
  readonly kind: 'only' | 'all but'
  readonly numbers: ReadonlySet<number>
}

export const ALL_NUMBERS: NumberSet = { kind: 'all but', numbers: new Set() }

/** Up to this number membership is looked up in a table. */
const MOST_IN_TABLE = 1_000_000

export function isAllNumbers({ kind, numbers }: NumberSet): boolean {
  return kind === 'all but' && numbers.size === 0
}

export function isNoNumbers({ kind, numbers }: NumberSet): boolean {
  return kind === 'only' && numbers.size === 0
}

export function complementOf({ kind, numbers }: NumberSet): NumberSet {
  return { kind: kind === 'only' ? 'all but' : 'only', numbers }
}

export function intersectionOf(a: NumberSet, b: NumberSet): NumberSet {
  if (a.kind === 'all but')
    return b.kind === 'all but'
      ? { kind: 'all but', numbers: new Set([...a.numbers, ...b.numbers]) }
      : intersectionOf(b, a)
  const wanted = b.kind === 'only'
  return { kind: 'only', numbers: new Set([...a.numbers].filter((number) => b.numbers.has(number) === wanted)) }
}

export function unionOf(a: NumberSet, b: NumberSet): NumberSet {
  return complementOf(intersectionOf(complementOf(a), complementOf(b)))
}

/** Whether a number is in a set, for many numbers. 0 never is: in a segment's column it stands for no event. */
export function memberTest({ kind, numbers }: NumberSet): (number: number) => boolean {
  const known = kind === 'only'
  let largest = 0
  for (const number of numbers) largest = Math.max(largest, number)
  if (largest > MOST_IN_TABLE) return (number) => number !== 0 && numbers.has(number) === known
  const table = new Uint8Array(largest + 1).fill(known ? 0 : 1)
  for (const number of numbers) table[number] = known ? 1 : 0
  table[0] = 0
  return (number) => (number <= largest ? table[number] === 1 : !known)
}
