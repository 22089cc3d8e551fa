import { type Position, START } from '../event.ts'
import { formatPayloadPath } from '../filter/payload-path.ts'
import type { FieldPresence } from './field-history.ts'
import { kindOf, type ValueKind } from './value-shape.ts'

/** All items of a list, among the names of members. */
export const ITEMS = Symbol('items')

export type FieldStep = string | typeof ITEMS

/** An event of a type: its number among them, from 1, its position, and the run of neighbours that it counts in, from 0. */
export interface TalliedEvent {
  readonly number: number
  readonly position: Position
  readonly run: number
}

/** The events that have something at one place of their data, and what lies below that place. */
export class FieldTally {
  /** As filters write it, with `[]` for all items of a list. */
  readonly path: string
  readonly below = new Map<FieldStep, FieldTally>()
  readonly #kinds = new Set<ValueKind>()
  readonly #inRun: number[] = []
  #present = 0
  #firstWith = START
  #lastWith = START
  #lastEvent = 0
  #firstWithoutAfter: Position | undefined

  /** @param step from the tally of what it lies in; none for the data itself */
  constructor(parent?: FieldTally, step: FieldStep = '') {
    this.path = parent === undefined ? 'data' : `${parent.path}${stepText(step)}`
  }

  /** How many events have it. */
  get present(): number {
    return this.#present
  }

  /** @param value one of those, perhaps many, that the event has here */
  count(value: unknown, { number, position, run }: TalliedEvent): void {
    this.#kinds.add(kindOf(value))
    if (this.#lastEvent === number) return
    while (this.#inRun.length <= run) this.#inRun.push(0)
    this.#inRun[run] = (this.#inRun[run] ?? 0) + 1
    if (this.#present === 0) this.#firstWith = position
    this.#present++
    this.#lastWith = position
    this.#lastEvent = number
  }

  /** Call after each event. @returns whether it is missing from that one, after events that had it */
  isMissedBy({ number, position }: TalliedEvent): boolean {
    if (this.#lastEvent === number) return false
    this.#firstWithoutAfter ??= position
    return true
  }

  /** Every two runs become one. */
  mergeRuns(): void {
    const merged = this.#inRun.length / 2
    for (let run = 0; run < merged; run++)
      this.#inRun[run] = (this.#inRun[2 * run] ?? 0) + (this.#inRun[2 * run + 1] ?? 0)
    this.#inRun.length = Math.ceil(merged)
  }

  /** @param runs how many there are */
  presence(runs: number): FieldPresence {
    const without = this.#firstWithoutAfter
    return {
      path: this.path,
      kinds: [...this.#kinds].sort(),
      present: this.#present,
      inRun: Array.from({ length: runs }, (_, run) => this.#inRun[run] ?? 0),
      firstWith: this.#firstWith,
      lastWith: this.#lastWith,
      ...(without !== undefined && { firstWithoutAfter: without }),
    }
  }
}

function stepText(step: FieldStep): string {
  return step === ITEMS ? '[]' : formatPayloadPath({ of: 'data', steps: [step] }).slice('data'.length)
}
