import type Database from 'better-sqlite3'
import { checkNewEvent } from '../../core/check-append.ts'
import { type NewEvent, type Position, position } from '../../core/event.ts'
import type { ImportCount, ImportedEvent } from '../../core/event-import.ts'
import { readingIndexes } from './epoch-schema.ts'
import { EventInserter } from './event-inserter.ts'
import { LinkMerger } from './link-merger.ts'
import { sortLinks } from './link-tables.ts'
import { makeDurable, openForBuilding, openForWriting } from './open-database.ts'
import { storeError } from './sqlite-errors.ts'

/** How large transactions are. In a store that others know, they wait for them; one that is being built is nobody else's. */
const transactions = {
  shared: { events: 10_000, openMs: 250 },
  own: { events: 100_000, openMs: 60_000 },
} as const

/** Held for one store at a time; more makes an import of ten million events no quicker. */
const CACHE_KIB = 32 * 1024
const CHECKPOINT_PAGES = 16 * 1024

type ImportedStore = keyof typeof transactions

/** Writes events of many streams in large transactions; what is added is durable after {@link finish}. */
export class ImportWriter {
  readonly #path: string
  readonly #database: Database.Database
  readonly #inserter: EventInserter
  readonly #store: ImportedStore
  #pending = 0
  #timer: NodeJS.Timeout | undefined
  #failure: unknown

  constructor(path: string, store: ImportedStore) {
    this.#path = path
    this.#store = store
    this.#database = store === 'own' ? openForBuilding(path) : openForWriting(path, 'NORMAL')
    this.#database.pragma(`cache_size = -${CACHE_KIB}`)
    this.#database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    this.#inserter = new EventInserter(this.#database)
  }

  /** @throws InvalidEvent or EpochError `event-too-large`, and then nothing of these events is written */
  add(events: readonly ImportedEvent[]): ImportCount {
    this.#checkFailure()
    for (const event of events) checkNewEvent(event)
    if (events.length === 0) return { added: 0, known: 0, conflicts: [] }
    return this.#orFail(() => {
      if (!this.#database.inTransaction) this.#begin()
      const count = this.#insert(events)
      this.#pending += events.length
      if (this.#pending >= transactions[this.#store].events) this.commit()
      return count
    })
  }

  /** @throws what an earlier transaction failed with, its events being lost */
  finish(): Position {
    this.#checkFailure()
    return this.keep()
  }

  /** Commits what is there, makes the indexes that are missing and writes all to the disk. */
  keep(): Position {
    return this.#orFail(() => {
      this.commit()
      this.#sortLinks()
      for (const statement of readingIndexes) if (!this.#has(statement)) this.#database.exec(statement)
      makeDurable(this.#database, 'FULL')
      this.#database.pragma('wal_checkpoint(TRUNCATE)')
      return position(
        this.#database.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck().get() ?? 0,
      )
    })
  }

  /** In a store that others use, in short steps. */
  #sortLinks(): void {
    if (this.#store === 'own') {
      sortLinks(this.#database)
      return
    }
    const merger = new LinkMerger(this.#database)
    while (merger.isDue) merger.step()
  }

  /** Makes what was added safe from the end of this process. */
  commit(): void {
    if (!this.#database.inTransaction) return
    clearTimeout(this.#timer)
    this.#inserter.end()
    this.#database.exec('COMMIT')
    this.#pending = 0
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#database.close()
  }

  #begin(): void {
    this.#database.exec('BEGIN IMMEDIATE')
    this.#inserter.begin()
    this.#timer = setTimeout(() => this.#commitLate(), transactions[this.#store].openMs)
  }

  #insert(events: readonly ImportedEvent[]): ImportCount {
    let added = 0
    let known = 0
    const conflicts: NewEvent[] = []
    for (const event of events) {
      if (this.#inserter.insert(event) !== undefined) {
        added++
        continue
      }
      const place = this.#inserter.placeOf(event.id)
      if (place !== undefined && this.#inserter.isAt(place, event)) known++
      else conflicts.push(event)
    }
    return { added, known, conflicts }
  }

  /** Where no event has come for a while: the failure shows at the next call. */
  #commitLate(): void {
    try {
      this.#orFail(() => this.commit())
    } catch (error) {
      this.#failure = error
    }
  }

  #orFail<Output>(work: () => Output): Output {
    try {
      return work()
    } catch (error) {
      clearTimeout(this.#timer)
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      this.#inserter.forget()
      this.#pending = 0
      this.#failure = storeError(error, this.#path)
      throw this.#failure
    }
  }

  #checkFailure(): void {
    if (this.#failure !== undefined) throw this.#failure
  }

  #has(statement: string): boolean {
    return this.#database.prepare('SELECT 1 FROM sqlite_schema WHERE sql = ?').get(statement) !== undefined
  }
}
