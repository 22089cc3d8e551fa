import type Database from 'better-sqlite3'
import { BadName } from '../../../core/errors.ts'
import { categoryOf, streamName } from '../../../core/event.ts'
import type { FindingList, FindingPlace } from '../../../core/store-audit.ts'
import { type AuditContext, type AuditSteps, sliceEnd } from './audit-context.ts'
import { placeOf } from './stored-event.ts'
import { nextKey } from './unreadable.ts'

interface StreamRow {
  readonly id: number
  readonly name: string
  readonly category: string | null
  readonly version: number
  readonly lastPosition: number
  /** What its name leads to. */
  readonly idByName: number | null
}

/** How far a stream has been read. */
interface Reached {
  version: number
  position: number
}

const STREAMS_AT_ONCE = 200
const VERSIONS_AT_ONCE = 1000

/** Checks that the versions of every stream follow one another and the log, and that the stream knows its end. */
export function* checkStreams({ database, findings }: AuditContext): AuditSteps {
  const streams = new StreamCheck(database, findings)
  const total = database.prepare<[], number>('SELECT coalesce(max(id), 0) FROM streams').pluck().get() ?? 0
  while (streams.slice()) yield { what: 'streams', done: streams.done, total }
}

class StreamCheck {
  readonly #database: Database.Database
  readonly #findings: FindingList
  readonly #streams
  readonly #versions
  /** The last stream that was read to its end. */
  #after = Number.MIN_SAFE_INTEGER
  #reached: Reached = { version: 0, position: 0 }

  constructor(database: Database.Database, findings: FindingList) {
    this.#database = database
    this.#findings = findings
    this.#streams = database.prepare<[number, number], StreamRow>(
      `SELECT s.id, coalesce(CAST(s.name AS TEXT), '') AS name, c.name AS category,
         coalesce(CAST(s.version AS INTEGER), -1) AS version,
         coalesce(CAST(s.last_position AS INTEGER), -1) AS lastPosition,
         (SELECT n.id FROM streams n WHERE n.name = s.name) AS idByName
       FROM streams s LEFT JOIN categories c ON c.id = s.category_id WHERE s.id > ? ORDER BY s.id LIMIT ?`,
    )
    this.#versions = database
      .prepare<[number, number, number], [version: number, position: number]>(
        `SELECT version, position FROM events INDEXED BY events_by_stream
         WHERE stream_id = ? AND version > ? ORDER BY version LIMIT ?`,
      )
      .raw()
  }

  get done(): number {
    return Math.max(0, this.#after)
  }

  /** A stream's row and its last events are read in one transaction, since both move with an append. @returns whether there is more */
  slice(): boolean {
    const isOver = sliceEnd()
    const read = this.#database.transaction(() => {
      const streams = this.#streams.all(this.#after, STREAMS_AT_ONCE)
      for (const stream of streams) {
        if (!this.#readStream(stream, isOver)) return true
        this.#after = nextKey(this.#after, stream.id)
        this.#reached = { version: 0, position: 0 }
        if (isOver()) return true
      }
      return streams.length === STREAMS_AT_ONCE
    })
    return read()
  }

  /** @returns whether its end was reached */
  #readStream(stream: StreamRow, isOver: () => boolean): boolean {
    for (;;) {
      const entries = this.#versions.all(stream.id, this.#reached.version, VERSIONS_AT_ONCE)
      for (const [version, at] of entries) this.#follow(stream, version, at)
      if (entries.length < VERSIONS_AT_ONCE) break
      if (isOver()) return false
    }
    this.#checkEnd(stream)
    return true
  }

  #follow({ name }: StreamRow, version: number, at: number): void {
    const { version: before, position: positionBefore } = this.#reached
    if (version > before + 1) this.#tell(`its stream has no ${versionsBetween(before, version)}`, name, version, at)
    if (at <= positionBefore)
      this.#tell(`it stands before version ${before} of its stream, at ${positionBefore}`, name, version, at)
    this.#reached.version = nextKey(before, version)
    this.#reached.position = at
  }

  #tell(message: string, stream: string, version: number, at: number): void {
    this.#findings.add('version', message, placeOf({ position: at, stream, version, id: '' }))
  }

  #checkEnd(stream: StreamRow): void {
    const fault = nameFault(stream)
    if (fault !== undefined) this.#findings.add('index', fault, this.#endOf(stream))
    const { version, lastPosition } = stream
    const { version: last, position: at } = this.#reached
    if (version !== last)
      this.#findings.add(
        version > last ? 'version' : 'counts',
        `its stream counts ${version} events, and the last that is found is its version ${last}`,
        this.#endOf(stream),
      )
    else if (lastPosition !== at)
      this.#findings.add(
        'counts',
        `its stream says that its last event is at ${lastPosition}, not here`,
        this.#endOf(stream),
      )
  }

  #endOf({ name }: StreamRow): FindingPlace {
    return placeOf({ position: this.#reached.position, stream: name, version: this.#reached.version, id: '' })
  }
}

function versionsBetween(before: number, version: number): string {
  return version === before + 2 ? `version ${before + 1}` : `versions ${before + 1} to ${version - 1}`
}

function nameFault({ id, name, category, idByName }: StreamRow): string | undefined {
  if (id !== idByName) return `the stream ${JSON.stringify(name)} is not found by its name`
  try {
    if (categoryOf(streamName(name)) === category) return undefined
    return `the stream ${JSON.stringify(name)} is in the category ${JSON.stringify(category)}`
  } catch (error) {
    if (!(error instanceof BadName)) throw error
    return `a stream has the name ${JSON.stringify(name.slice(0, 80))}, which none may have`
  }
}
