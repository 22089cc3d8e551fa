import type Database from 'better-sqlite3'
import { EpochError } from '../../core/errors.ts'
import type { StreamName } from '../../core/event.ts'
import type { EventOfRow } from './event-of-row.ts'
import { FirstLinks } from './first-links.ts'
import type { FittedKind } from './fitted-kind.ts'
import { firstOrder, ofEvents } from './foreign-row.ts'
import { PlacesFile, type RowKey } from './places-file.ts'
import { orderExpression, PART_ROWS, PlacesScan, type Reached, type Span } from './places-scan.ts'

/** Rows that get their places together. */
const CHUNK_ROWS = 10_000

export interface StreamOfPlaces {
  readonly name: StreamName
  readonly number: number
  /** How many of its events have a place. */
  events: number
}

/**
 * Finds out for each row of a store in which stream it is, and as which version, where the row alone does not tell, and makes positions where rows
 * have none that Epoch can use: the place of each in the store's order when it was first seen. A row that comes later stands after all that were
 * there.
 */
export class Places {
  readonly file: PlacesFile
  /** Whether positions are what the rows have themselves, as those of a log without places. */
  readonly haveOwnPositions: boolean
  readonly #fitted: FittedKind
  readonly #streams: StreamOfPlaces[] = []
  readonly #byName = new Map<StreamName, StreamOfPlaces>()
  readonly #links: FirstLinks | undefined
  /** Up to here all row ids have places. */
  #settled: bigint | undefined
  #span: Span | undefined
  #reached: Reached | undefined

  /** @param path where the file of places is made */
  constructor(path: string, fitted: FittedKind, haveOwnPositions: boolean) {
    const { keys, kind } = fitted
    this.haveOwnPositions = haveOwnPositions
    const hasRowIds = keys.rowId !== undefined
    this.file = new PlacesFile(path, hasRowIds ? 1 : keys.keyColumns.length, !hasRowIds)
    this.#fitted = fitted
    this.#links = kind.parts.stream.in === 'links' ? new FirstLinks(kind.parts.stream) : undefined
  }

  /** The columns of the table of events that make up a row's key, as SQL. */
  get keyColumns(): readonly string[] {
    const { rowId, keyColumns } = this.#fitted.keys
    return (rowId === undefined ? keyColumns : [rowId]).map(ofEvents)
  }

  /** SQL of the number that gives a row its order; nothing where the store has none. */
  get orderColumn(): string | undefined {
    const { order } = this.#fitted.kind.parts
    if (order.by === 'column') return orderExpression(this.#fitted, order.column)
    const { rowId } = this.#fitted.keys
    return rowId === undefined ? undefined : ofEvents(rowId)
  }

  streamNamed(name: StreamName): StreamOfPlaces | undefined {
    return this.#byName.get(name)
  }

  streamNumbered(number: number): StreamOfPlaces {
    const stream = this.#streams[number]
    if (stream === undefined) throw new RangeError(`there is no stream ${number}`)
    return stream
  }

  /**
   * Gives places to the rows that have none yet.
   *
   * @param events makes the names of streams
   * @throws EpochError `store-rewound` where rows that had a place are gone
   */
  extend(database: Database.Database, events: EventOfRow, path: string, beat: () => void): void {
    const scan = new PlacesScan(database, this.#fitted, this)
    // A row is committed with its links, so links that are read after this have those of all rows up to here.
    const last = this.#fitted.keys.rowId === undefined ? undefined : scan.lastRowId()
    this.#links?.extend(database, events, beat)
    if (this.#fitted.keys.rowId === undefined) this.#addMissing(scan, events, path, beat)
    else if (last !== undefined) this.#addUpTo(last, scan, events, beat)
    this.file.index(beat)
  }

  /** How many rows have nothing that gives them an order. */
  rowsLeftOut(database: Database.Database): number {
    return new PlacesScan(database, this.#fitted, this).rowsWithoutOrder()
  }

  close(): void {
    this.file.close()
  }

  /** New rows have higher row ids, whatever their order says: so none is lost that comes in below others. */
  #addUpTo(last: bigint, scan: PlacesScan, events: EventOfRow, beat: () => void): void {
    if (this.#settled !== undefined && last <= this.#settled) return
    this.#span ??= { above: this.#settled, upTo: last }
    while (this.#addAfterLast(scan, this.#span, events, beat)) beat()
    this.#settled = this.#span.upTo
    this.#span = undefined
    this.#reached = undefined
  }

  /** @returns whether there may be more */
  #addAfterLast(scan: PlacesScan, span: Span, events: EventOfRow, beat: () => void): boolean {
    let rows = 0
    for (const chunk of chunksOf(scan.within(span, this.#reached))) {
      this.file.adding(() => {
        for (const row of chunk) {
          this.#add(scan, row, events)
          // Should the next one fail, this one keeps its place, and must not get another.
          this.#reached = scan.reachedBy(row)
        }
      })
      rows += chunk.length
      beat()
    }
    return scan.isInParts && rows === PART_ROWS
  }

  #addMissing(scan: PlacesScan, events: EventOfRow, path: string, beat: () => void): void {
    const count = scan.count()
    if (count < this.file.size)
      throw new EpochError(
        'store-rewound',
        `${path}: it has ${count} events now and had ${this.file.size}, so the history is not the one that was read; open it again`,
        { path },
      )
    if (count === this.file.size) return
    const isFirst = this.file.head === 0
    for (const chunk of chunksOf(scan.all())) {
      this.file.adding(() => {
        for (const row of chunk) if (isFirst || !this.file.has(scan.keyOf(row))) this.#add(scan, row, events)
      })
      beat()
    }
  }

  #add(scan: PlacesScan, row: readonly unknown[], events: EventOfRow): void {
    const stream = this.#stream(this.#links?.streamOf(scan.linkOf(row)) ?? scan.streamOf(row, events))
    const isCounted = this.#fitted.kind.parts.version === 'counted'
    const version = isCounted ? stream.events + 1 : events.version(scan.versionOf(row))
    const key = scan.keyOf(row)
    const position = this.haveOwnPositions ? this.#ownPosition(key) : this.file.head + 1
    this.file.add({ position, stream: stream.number, version, key })
    stream.events++
  }

  #ownPosition([rowId]: RowKey): number {
    return Number(BigInt(String(rowId))) + 1 - firstOrder(this.#fitted.kind)
  }

  #stream(name: StreamName): StreamOfPlaces {
    const known = this.#byName.get(name)
    if (known !== undefined) return known
    const stream = { name, number: this.#streams.length, events: 0 }
    this.#streams.push(stream)
    this.#byName.set(name, stream)
    return stream
  }
}

function* chunksOf<Row>(rows: Iterable<Row>): Generator<Row[], void> {
  let chunk: Row[] = []
  for (const row of rows) {
    chunk.push(row)
    if (chunk.length < CHUNK_ROWS) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
