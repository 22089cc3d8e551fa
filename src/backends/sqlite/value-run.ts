import type { StoredValue } from './path-value.ts'

const MOST_ENTRIES = 262_144
const MOST_CHARACTERS = 16 * 1024 * 1024

/** So many are sorted at a time: about 15 ms. */
const SORTED_AT_ONCE = 16_384

interface RunEntry {
  readonly position: number
  readonly value: StoredValue
}

/**
 * Values of many events in a row, given back roughly in the order of an index, so that writing them there changes each page once and not once
 * for every value. Memory: up to about 40 MB.
 */
export class ValueRun {
  /** The position before its first event. */
  readonly after: number
  #upTo: number
  #chunk: RunEntry[] = []
  #sorted: { readonly entries: readonly RunEntry[]; next: number }[] = []
  #added = 0
  #characters = 0
  #taken = 0

  constructor(after: number) {
    this.after = after
    this.#upTo = after
  }

  /** The last position that it has read. */
  get upTo(): number {
    return this.#upTo
  }

  get isFull(): boolean {
    return this.#added >= MOST_ENTRIES || this.#characters >= MOST_CHARACTERS
  }

  /** How much of what was added has been taken, from 0 to 1. */
  get takenShare(): number {
    return this.#added === 0 ? 1 : this.#taken / this.#added
  }

  add(position: number, value: StoredValue | undefined): void {
    this.#upTo = position
    if (value === undefined) return
    this.#chunk.push({ position, value })
    this.#added++
    if (typeof value === 'string') this.#characters += value.length
    if (this.#chunk.length >= SORTED_AT_ONCE) this.sort()
  }

  /** Call after the last was added. */
  sort(): void {
    if (this.#chunk.length > 0) this.#sorted.push({ entries: this.#chunk.sort(roughOrder), next: 0 })
    this.#chunk = []
  }

  /** Takes the first that is left. */
  take(): RunEntry | undefined {
    let first: { readonly entries: readonly RunEntry[]; next: number } | undefined
    let firstEntry: RunEntry | undefined
    for (const chunk of this.#sorted) {
      const entry = chunk.entries[chunk.next]
      if (entry === undefined || (firstEntry !== undefined && roughOrder(firstEntry, entry) <= 0)) continue
      first = chunk
      firstEntry = entry
    }
    if (first === undefined) return undefined
    first.next++
    this.#taken++
    return firstEntry
  }
}

/** SQLite's order, but for texts with characters past U+FFFF. */
function roughOrder(a: RunEntry, b: RunEntry): number {
  const kinds = kindOf(a.value) - kindOf(b.value)
  if (kinds !== 0) return kinds
  if (a.value < b.value) return -1
  return a.value > b.value ? 1 : a.position - b.position
}

function kindOf(value: StoredValue): number {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 0
    case 'string':
      return 1
    default:
      return 2
  }
}
