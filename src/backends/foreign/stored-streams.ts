import type Database from 'better-sqlite3'
import { isCanonicalUuid, type StreamName, streamName } from '../../core/event.ts'
import type { ForeignKind } from './foreign-kind.ts'
import { EVENTS, nameWithCare, ofEvents, quoted, streamValues } from './foreign-row.ts'
import { type DecodeText, mayStandForAnother, nameOf, nameTextOf, type StoredValue } from './stored-text.ts'

/** SQL that is true of a stream's rows, with what it compares with. */
export interface StreamCondition {
  readonly sql: string
  readonly values: readonly StoredName[]
}

type StoredName = string | bigint | Buffer | null

/** Most streams whose condition is kept. */
const KEPT = 1000

/** Most borders between category and id that are tried in one name. */
const MOST_BORDERS = 64

/** How a table of events finds the rows of a stream by its name, where the name stands in it or in a table beside it. */
export class StoredStreams {
  readonly #database: Database.Database
  readonly #kind: ForeignKind
  readonly #decode: DecodeText
  readonly #known = new Map<StreamName, StreamCondition>()
  readonly #columns: readonly string[]
  readonly #from: string

  constructor(database: Database.Database, kind: ForeignKind, decode: DecodeText) {
    this.#database = database
    this.#kind = kind
    this.#decode = decode
    const { stream } = kind.parts
    const isElsewhere = stream.in === 'elsewhere'
    this.#columns = stream.in === 'columns' ? stream.columns.map(ofEvents) : isElsewhere ? [quoted(stream.name)] : []
    this.#from = isElsewhere ? quoted(stream.table) : `${quoted(kind.table)} AS ${EVENTS}`
  }

  /** What was found before is looked for anew: rows have come. */
  forget(): void {
    this.#known.clear()
  }

  /** Nothing where no row has that name. */
  conditionOf(stream: StreamName): StreamCondition | undefined {
    const known = this.#known.get(stream)
    if (known !== undefined) return known
    const found = this.#alternatives(stream)
    const condition = found.length > 0 ? this.#condition(found) : this.#nameless(stream)
    if (condition === undefined) return undefined
    if (this.#known.size >= KEPT) this.#known.clear()
    this.#known.set(stream, condition)
    return condition
  }

  #condition(alternatives: readonly (readonly StoredName[])[]): StreamCondition {
    const sql = `(${alternatives.map(() => `(${this.#equal()})`).join(' OR ')})`
    const { stream } = this.#kind.parts
    const values = alternatives.flat()
    if (stream.in !== 'elsewhere') return { sql, values }
    return {
      sql: `${ofEvents(stream.column)} IN (SELECT ${quoted(stream.key)} FROM ${this.#from} WHERE ${sql})`,
      values,
    }
  }

  /** Where the name is in another table, rows may have none. */
  #nameless(stream: StreamName): StreamCondition | undefined {
    const [name] = streamValues(this.#kind.parts.stream)
    const nothing = { type: 'null', bytes: 0, content: undefined }
    if (this.#kind.parts.stream.in !== 'elsewhere' || nameOf([nothing], this.#decode, streamName) !== stream)
      return undefined
    return { sql: `${name} IS NULL`, values: [] }
  }

  #equal(): string {
    return this.#columns.map((column) => `${column} IS ?`).join(' AND ')
  }

  /** What the columns hold where they hold this name. */
  #alternatives(stream: StreamName): (readonly StoredName[])[] {
    const possible = this.#columns.length === 1 ? storedForms(stream).map((form) => [form]) : split(stream)
    const probe = this.#database
      .prepare<StoredName[], bigint>(`SELECT 1 FROM ${this.#from} WHERE ${this.#equal()} LIMIT 1`)
      .pluck()
    const found = possible.filter((values) => probe.get(...values) !== undefined)
    return mayStandForAnother(stream) ? [...found, ...this.#standingFor(stream)] : found
  }

  /** What is stored for a name that Epoch made up. */
  #standingFor(stream: StreamName): (readonly StoredName[])[] {
    const rows = this.#database
      .prepare<[], unknown[]>(`SELECT DISTINCT ${this.#columns.map(nameWithCare).join(', ')} FROM ${this.#from}`)
      .raw()
      .iterate()
    for (const row of rows) {
      const values = this.#columns.map((_, i) => storedValue(row.slice(i * 3, i * 3 + 3)))
      if (nameOf(values, this.#decode, streamName) !== stream) continue
      const stored = values.map((value) => this.#boundTo(value))
      return stored.every((value) => value !== undefined) ? [stored] : []
    }
    return []
  }

  /** Undefined for what cannot be asked for: numbers with a fraction, and values too large for a name. */
  #boundTo(value: StoredValue): StoredName | undefined {
    if (value.type === 'null') return null
    if (value.type === 'blob') return value.content
    const text = nameTextOf(value, this.#decode)
    return text !== undefined && value.type === 'integer' ? BigInt(text) : text
  }
}

/** The values of which a name may be made: itself as text, a whole number, and the bytes of a UUID. */
function storedForms(text: string): StoredName[] {
  const forms: StoredName[] = [text]
  if (/^(?:0|-?[1-9]\d{0,17})$/.test(text)) forms.push(BigInt(text))
  if (isCanonicalUuid(text)) forms.push(Buffer.from(text.replaceAll('-', ''), 'hex'))
  return forms
}

/** Every way in which a name may have been joined of two. */
function split(name: string): StoredName[][] {
  const pairs: StoredName[][] = []
  for (let at = name.indexOf('-'); at >= 0 && pairs.length < MOST_BORDERS; at = name.indexOf('-', at + 1))
    for (const category of storedForms(name.slice(0, at)))
      for (const id of storedForms(name.slice(at + 1))) pairs.push([category, id])
  return pairs
}

function storedValue([type, bytes, content]: readonly unknown[]): StoredValue {
  return { type: String(type), bytes: Number(bytes ?? 0), content: Buffer.isBuffer(content) ? content : undefined }
}
