import { type Event, type EventType, type Position, START } from '../event.ts'
import { type FieldStep, FieldTally, ITEMS, type TalliedEvent } from './field-tally.ts'
import { isEmptied, parsedData } from './parsed-data.ts'
import type { ValueKind } from './value-shape.ts'

/** Most fields of a type that are told of; the first that came. */
export const MAX_FIELDS = 500

/** In at most so many runs of neighbouring events of a type its fields are counted. */
export const FIELD_RUNS = 60

/** Fields that lie deeper are not told of. */
const MAX_DEPTH = 16

/** When the data of a type's events had which fields. */
export interface FieldHistory {
  readonly type: EventType
  readonly events: number
  /** How many more there are that have neither data nor metadata, as after a purge: nothing else here counts them. */
  readonly emptied: number
  /** Of the first event; {@link START} where there is none. */
  readonly first: Position
  /** Ends of the runs that presences are counted in: the position of the last event of each, ascending. */
  readonly runs: readonly Position[]
  /** How many events each run has: the same for all but the last. */
  readonly runEvents: readonly number[]
  /** In the order in which they came. */
  readonly fields: readonly FieldPresence[]
  /** Whether there were more than {@link MAX_FIELDS}, or deeper ones than are told of. */
  readonly cut: boolean
}

/** One field by its payload path, as in filters, but with `[]` for all items of a list, which are one field. */
export interface FieldPresence {
  readonly path: string
  /** In order of name. */
  readonly kinds: readonly ValueKind[]
  readonly present: number
  /** In how many events of each run it is. */
  readonly inRun: readonly number[]
  readonly firstWith: Position
  readonly lastWith: Position
  /** The first event that has it not, after one that had it; absent where it never went. */
  readonly firstWithoutAfter?: Position
}

/**
 * Takes the events of one type in order, and tells what their data had when. Data that is no JSON has no fields; data that is no object is a field
 * itself. What it keeps grows with the number of fields alone.
 */
export class FieldHistoryFold {
  readonly #type: EventType
  readonly #data = new FieldTally()
  readonly #fields: FieldTally[] = []
  /** Those that every event had since the first that had them. */
  readonly #unbroken = new Set<FieldTally>()
  #events = 0
  #emptied = 0
  #first = START
  #runSize = 1
  #runs: Position[] = []
  #cut = false

  constructor(type: EventType) {
    this.#type = type
  }

  add(events: readonly Pick<Event, 'position' | 'data' | 'metadata'>[]): void {
    for (const event of events)
      if (isEmptied(event)) this.#emptied++
      else this.#addEvent(event.position, parsedData(event.data))
  }

  get history(): FieldHistory {
    return {
      type: this.#type,
      events: this.#events,
      emptied: this.#emptied,
      first: this.#first,
      runs: [...this.#runs],
      runEvents: this.#runs.map((_, run) => Math.min(this.#runSize, this.#events - run * this.#runSize)),
      fields: this.#fields.map((field) => field.presence(this.#runs.length)),
      cut: this.#cut,
    }
  }

  #addEvent(position: Position, data: unknown): void {
    if (this.#events === FIELD_RUNS * this.#runSize) this.#mergeRuns()
    const run = Math.floor(this.#events / this.#runSize)
    if (this.#events === 0) this.#first = position
    this.#events++
    this.#runs[run] = position
    const event = { number: this.#events, position, run }
    if (isObject(data)) this.#countBelow(this.#data, data, event, 1)
    else if (data !== undefined && (this.#data.present > 0 || this.#takeOn(this.#data, 0)))
      this.#count(this.#data, data, event, 0)
    for (const field of this.#unbroken) if (field.isMissedBy(event)) this.#unbroken.delete(field)
  }

  #count(field: FieldTally, value: unknown, event: TalliedEvent, depth: number): void {
    field.count(value, event)
    if (typeof value === 'object' && value !== null) this.#countBelow(field, value, event, depth + 1)
  }

  #countBelow(field: FieldTally, value: object, event: TalliedEvent, depth: number): void {
    if (Array.isArray(value)) for (const item of value) this.#countStep(field, ITEMS, item, event, depth)
    else for (const [name, member] of Object.entries(value)) this.#countStep(field, name, member, event, depth)
  }

  #countStep(parent: FieldTally, step: FieldStep, value: unknown, event: TalliedEvent, depth: number): void {
    const known = parent.below.get(step)
    const field = known ?? new FieldTally(parent, step)
    if (known === undefined) {
      if (!this.#takeOn(field, depth)) return
      parent.below.set(step, field)
    }
    this.#count(field, value, event, depth)
  }

  /** @returns whether there is room for another field, so deep */
  #takeOn(field: FieldTally, depth: number): boolean {
    if (this.#fields.length === MAX_FIELDS || depth > MAX_DEPTH) {
      this.#cut = true
      return false
    }
    this.#fields.push(field)
    this.#unbroken.add(field)
    return true
  }

  #mergeRuns(): void {
    this.#runs = this.#runs.filter((_, run) => run % 2 === 1)
    this.#runSize *= 2
    for (const field of this.#fields) field.mergeRuns()
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
