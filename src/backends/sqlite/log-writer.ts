import type Database from 'better-sqlite3'
import { checkAppend } from '../../core/check-append.ts'
import { EpochError, IdConflict, WrongExpectedVersion } from '../../core/errors.ts'
import type { NewEvent, StreamName } from '../../core/event.ts'
import type { AppendResult, ExpectedVersion } from '../../core/event-store-backend.ts'
import { EventInserter } from './event-inserter.ts'
import { openForWriting } from './open-database.ts'
import { storeError } from './sqlite-errors.ts'
import { type FileIdentity, fileIdentity, sizeOfSameFile } from './store-file.ts'
import { WatchedFile } from './watched-file.ts'

export interface AppendCall {
  readonly stream: StreamName
  readonly events: readonly NewEvent[]
  readonly expectedVersion: ExpectedVersion
}

export type AppendOutcome =
  | { readonly kind: 'appended'; readonly result: AppendResult }
  | { readonly kind: 'refused'; readonly error: unknown }

/** Appends to a store, each call whole or not at all; on disk when it returns. */
export class LogWriter {
  readonly #path: string
  readonly #file: WatchedFile
  readonly #database: Database.Database
  readonly #inserter: EventInserter
  readonly #begin: Database.Statement<[]>
  readonly #commit: Database.Statement<[]>

  constructor(path: string, file: FileIdentity = fileIdentity(path)) {
    sizeOfSameFile(path, file)
    this.#path = path
    this.#database = openForWriting(path, 'FULL')
    this.#file = new WatchedFile(path, file, this.#database)
    this.#inserter = new EventInserter(this.#database)
    this.#begin = this.#database.prepare('BEGIN IMMEDIATE')
    this.#commit = this.#database.prepare('COMMIT')
  }

  /** Commits the calls together; one that is refused leaves the others as they are. */
  append(calls: readonly AppendCall[]): readonly AppendOutcome[] {
    try {
      this.#file.check()
      this.#begin.run()
      const outcomes = this.#committed(calls)
      // Where it was moved away in between, the events are in a file that nobody finds: that is no success.
      this.#file.check()
      return outcomes
    } catch (error) {
      this.letGo()
      const refused: AppendOutcome = { kind: 'refused', error: storeError(error, this.#path) }
      return calls.map(() => refused)
    }
  }

  /**
   * Where the file was moved away, brings into it what only its write-ahead log has. The log stays behind: whoever opens the
   * file where it is now would miss those events, and SQLite would take them for a part of a file put in its place.
   */
  letGo(): void {
    if (!this.#file.wasMoved()) return
    this.#database.pragma('wal_checkpoint(TRUNCATE)')
  }

  close(): void {
    this.letGo()
    this.#database.close()
  }

  /** Ends the transaction that has begun. Where the calls cannot be committed together, each is tried alone. */
  #committed(calls: readonly AppendCall[]): readonly AppendOutcome[] {
    try {
      this.#inserter.begin()
      const outcomes = calls.map((call) => this.#outcome(call))
      this.#inserter.end()
      this.#commit.run()
      return outcomes
    } catch (error) {
      if (this.#database.inTransaction) this.#database.exec('ROLLBACK')
      this.#inserter.forget()
      if (calls.length === 1) throw error
      return calls.flatMap((call) => this.append([call]))
    }
  }

  /** @throws a refusal too, when part of the call is written already and so must be rolled back */
  #outcome(call: AppendCall): AppendOutcome {
    const { head } = this.#inserter
    try {
      return { kind: 'appended', result: this.#append(call) }
    } catch (error) {
      if (!(error instanceof EpochError) || this.#inserter.head !== head) throw error
      return { kind: 'refused', error }
    }
  }

  #append(call: AppendCall): AppendResult {
    const { stream, events, expectedVersion } = call
    checkAppend(stream, events)
    const { version } = this.#inserter.streams.headOf(stream)
    const inserted = fits(expectedVersion, version) ? this.#insert(call) : undefined
    const result = inserted ?? this.#earlier(call)
    if (result === undefined) throw new WrongExpectedVersion(stream, expectedVersion, version)
    return result
  }

  /** Ids are not looked up beforehand: their index says when one is taken. @returns nothing when the first is */
  #insert({ stream, events: [first, ...rest] }: AppendCall): AppendResult | undefined {
    let at = first && this.#inserter.insert(first)
    if (at === undefined) return undefined
    if (rest.length > 0) at = this.#inserter.insertAll(rest)
    return { version: this.#inserter.streams.headOf(stream).version, position: at, repeated: false }
  }

  /** The result of this very append where it was made before. @throws IdConflict when an id is there in another way */
  #earlier({ stream, events, expectedVersion }: AppendCall): AppendResult | undefined {
    const places = events.map((event) => this.#inserter.placeOf(event.id))
    const known = events.find((_, i) => places[i] !== undefined)
    if (known === undefined) return undefined
    const streamId = this.#inserter.streams.headOf(stream).id
    const first = places[0]?.version ?? 0
    for (const [i, event] of events.entries()) {
      const place = places[i]
      if (place === undefined) throw new IdConflict(known.id)
      const follows = place.streamId === streamId && place.version === first + i
      if (!follows || !fitsPlace(expectedVersion, first) || !this.#inserter.isAt(place, event))
        throw new IdConflict(event.id)
    }
    const last = places.at(-1)
    return last && { version: last.version, position: last.position, repeated: true }
  }
}

function fits(expected: ExpectedVersion, version: number): boolean {
  switch (expected) {
    case 'any':
      return true
    case 'no-stream':
      return version === 0
    case 'stream-exists':
      return version > 0
    default:
      return expected === version
  }
}

/** Whether an append that expected this could have put its first event at a version. */
function fitsPlace(expected: ExpectedVersion, first: number): boolean {
  return expected === 'stream-exists' || fits(expected, first - 1)
}
