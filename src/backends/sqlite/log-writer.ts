import type Database from 'better-sqlite3'
import { checkAppend } from '../../core/check-append.ts'
import { EpochError, IdConflict, WrongExpectedVersion } from '../../core/errors.ts'
import { type NewEvent, type Position, type StreamName, streamVersion } from '../../core/event.ts'
import type { AppendResult, ExpectedVersion } from '../../core/event-store-backend.ts'
import { EventInserter } from './event-inserter.ts'
import { openForWriting } from './open-database.ts'
import { storeError } from './sqlite-errors.ts'
import { type FileIdentity, fileIdentity, sizeOfSameFile } from './store-file.ts'

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
  readonly #file: FileIdentity
  readonly #database: Database.Database
  readonly #inserter: EventInserter

  constructor(path: string, file: FileIdentity = fileIdentity(path)) {
    sizeOfSameFile(path, file)
    this.#path = path
    this.#file = file
    this.#database = openForWriting(path, 'FULL')
    this.#inserter = new EventInserter(this.#database)
  }

  /** Commits the calls together; one that is refused leaves the others as they are. */
  append(calls: readonly AppendCall[]): readonly AppendOutcome[] {
    try {
      sizeOfSameFile(this.#path, this.#file)
      return this.#commit(calls)
    } catch (error) {
      this.#inserter.forget()
      const [only, another] = calls
      if (only !== undefined && another === undefined)
        return [{ kind: 'refused', error: storeError(error, this.#path) }]
      return calls.flatMap((call) => this.append([call]))
    }
  }

  close(): void {
    this.#database.close()
  }

  #commit(calls: readonly AppendCall[]): readonly AppendOutcome[] {
    const run = this.#database.transaction(() => {
      this.#inserter.begin()
      const outcomes = calls.map((call) => this.#outcome(call))
      this.#inserter.end()
      return outcomes
    })
    return run.immediate()
  }

  /** What is wrong with a call shows before it has written anything, so a refusal needs no roll-back. */
  #outcome(call: AppendCall): AppendOutcome {
    try {
      checkAppend(call.stream, call.events)
      const repeated = this.#earlier(call)
      if (repeated !== undefined) return { kind: 'appended', result: repeated }
      this.#checkVersion(call)
    } catch (error) {
      if (error instanceof EpochError) return { kind: 'refused', error }
      throw error
    }
    return { kind: 'appended', result: this.#insert(call) }
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

  #checkVersion({ stream, expectedVersion }: AppendCall): void {
    const { version } = this.#inserter.streams.headOf(stream)
    if (!fits(expectedVersion, version)) throw new WrongExpectedVersion(stream, expectedVersion, streamVersion(version))
  }

  #insert({ stream, events }: AppendCall): AppendResult {
    let last: Position | undefined
    for (const event of events) last = this.#inserter.insert(event)
    if (last === undefined) throw new Error(`an id that was free in ${stream} is taken`)
    return { version: streamVersion(this.#inserter.streams.headOf(stream).version), position: last, repeated: false }
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
