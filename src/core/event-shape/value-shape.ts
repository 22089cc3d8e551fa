import type { Position } from '../event.ts'

/** What the values at one place of an event's data were, over the events that were looked at. */
export interface ValueShape {
  /** How many values of each kind; those of a kind that never was are absent. */
  readonly kinds: ReadonlyMap<ValueKind, number>
  /** Of the objects among them. */
  readonly fields: ReadonlyMap<string, FieldShape>
  /** What stands in for {@link fields} where their names are data themselves, as ids are. */
  readonly entries: ValueShape | undefined
  /** Of all items of the lists among them; absent where every list was empty. */
  readonly items: ValueShape | undefined
  /** The last texts, numbers and booleans, each once and the newest first, as JSON text that may be cut short. */
  readonly samples: readonly string[]
}

export type ValueKind = 'text' | 'number' | 'boolean' | 'null' | 'object' | 'list' | 'too-deep'

export interface FieldShape {
  readonly value: ValueShape
  /** In how many of the objects it was. */
  readonly seen: number
  /** Where it was first and last. */
  readonly first: Position
  readonly last: Position
  /** Whether every object from the first to the last that had it had it. */
  readonly unbroken: boolean
}

/** Deeper values are told of no more than that they are there. */
const MAX_DEPTH = 8

/** Objects with more names than this, of which most have only a few, are taken for tables by some id. */
const MAX_FIELDS = 64

const MAX_SAMPLES = 4
const MAX_SAMPLE_CHARACTERS = 60

/** Gathers a {@link ValueShape} from values in the order of their events. */
export class ShapeBuilder {
  readonly #depth: number
  readonly #kinds = new Map<ValueKind, number>()
  readonly #fields = new Map<string, FieldBuilder>()
  /** Set once the objects are taken for tables. */
  #entries: ShapeBuilder | undefined
  #items: ShapeBuilder | undefined
  readonly #samples: string[] = []

  constructor(depth = 0) {
    this.#depth = depth
  }

  /** @param value is what JSON.parse gives */
  add(value: unknown, at: Position): void {
    const kind = kindOf(value)
    this.#count(this.#depth > MAX_DEPTH ? 'too-deep' : kind)
    if (this.#depth > MAX_DEPTH) return
    if (Array.isArray(value)) {
      for (const item of value) {
        this.#items ??= new ShapeBuilder(this.#depth + 1)
        this.#items.add(item, at)
      }
    } else if (typeof value === 'object' && value !== null) this.#addObject(value, at)
    else if (value !== null) this.#addSample(JSON.stringify(value))
  }

  get shape(): ValueShape {
    return {
      kinds: this.#kinds,
      fields: new Map([...this.#fields].map(([name, field]) => [name, fieldShape(field)])),
      entries: this.#entries?.shape,
      items: this.#items?.shape,
      samples: [...this.#samples].reverse(),
    }
  }

  #count(kind: ValueKind): void {
    this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1)
  }

  #addObject(object: object, at: Position): void {
    const number = this.#kinds.get('object') ?? 0
    for (const [name, value] of Object.entries(object)) {
      if (this.#entries !== undefined) {
        this.#entries.add(value, at)
        continue
      }
      const field = this.#fields.get(name) ?? newField(this.#depth + 1, at, number)
      this.#fields.set(name, field)
      field.value.add(value, at)
      field.seen++
      field.last = at
      field.lastObject = number
    }
    if (this.#fields.size > MAX_FIELDS && this.#isTable()) this.#becomeTable()
  }

  #isTable(): boolean {
    const objects = this.#kinds.get('object') ?? 0
    const seen = [...this.#fields.values()].reduce((sum, field) => sum + field.seen, 0)
    return objects > 1 && seen / objects < this.#fields.size / 2
  }

  #becomeTable(): void {
    const entries = new ShapeBuilder(this.#depth + 1)
    for (const { value } of this.#fields.values()) entries.#take(value)
    this.#fields.clear()
    this.#entries = entries
  }

  /** Adds all that another one of the same depth has gathered. */
  #take(other: ShapeBuilder): void {
    for (const [kind, count] of other.#kinds) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + count)
    for (const sample of other.#samples) this.#addSample(sample)
    if (other.#items) {
      this.#items ??= new ShapeBuilder(this.#depth + 1)
      this.#items.#take(other.#items)
    }
    if (other.#entries && this.#entries === undefined) this.#becomeTable()
    if (this.#entries) {
      if (other.#entries) this.#entries.#take(other.#entries)
      for (const { value } of other.#fields.values()) this.#entries.#take(value)
      return
    }
    for (const [name, field] of other.#fields) {
      const mine = this.#fields.get(name) ?? newField(this.#depth + 1, field.first, 0)
      this.#fields.set(name, mine)
      mine.value.#take(field.value)
      mine.seen += field.seen
      if (field.first < mine.first) mine.first = field.first
      if (field.last > mine.last) mine.last = field.last
    }
  }

  #addSample(sample: string): void {
    const text = sample.length > MAX_SAMPLE_CHARACTERS ? `${sample.slice(0, MAX_SAMPLE_CHARACTERS)}…` : sample
    const known = this.#samples.indexOf(text)
    if (known >= 0) this.#samples.splice(known, 1)
    else if (this.#samples.length === MAX_SAMPLES) this.#samples.shift()
    this.#samples.push(text)
  }
}

interface FieldBuilder {
  readonly value: ShapeBuilder
  seen: number
  first: Position
  last: Position
  /** Which of the objects, counted from 1. */
  readonly firstObject: number
  lastObject: number
}

function newField(depth: number, at: Position, object: number): FieldBuilder {
  return { value: new ShapeBuilder(depth), seen: 0, first: at, last: at, firstObject: object, lastObject: object }
}

function fieldShape({ value, seen, first, last, firstObject, lastObject }: FieldBuilder): FieldShape {
  return { value: value.shape, seen, first, last, unbroken: seen === lastObject - firstObject + 1 }
}

/** What kind of value JSON.parse gave. */
export function kindOf(value: unknown): ValueKind {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    default:
      return 'object'
  }
}
