import type Database from 'better-sqlite3'
import type { FindingList } from '../../../core/store-audit.ts'
import { type AuditContext, type AuditSteps, sliceEnd } from './audit-context.ts'
import { placeAt } from './stored-event.ts'
import { nextKey } from './unreadable.ts'

type Lookup = readonly [position: number, byId: number | null, byStream: number | null, byTime: number | null]

const EVENTS_AT_ONCE = 1000

/** Looks every event up in each index of the log, and finds ids that two events have. SQLite compares; only what differs is told. */
export function* checkIndexes({ database, findings, start: { head } }: AuditContext): AuditSteps {
  const lookups = new Lookups(database, findings)
  while (lookups.slice(head)) yield { what: 'indexes', done: lookups.at, total: head }
}

class Lookups {
  at = 0
  readonly #database: Database.Database
  readonly #findings: FindingList
  readonly #end
  readonly #faults
  readonly #isSameId

  constructor(database: Database.Database, findings: FindingList) {
    this.#database = database
    this.#findings = findings
    this.#end = database
      .prepare<[number, number, number], number | null>(
        `SELECT max(position) FROM (
           SELECT position FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?)`,
      )
      .pluck()
    this.#faults = database
      .prepare<[number, number], Lookup>(
        `SELECT position, by_id, by_stream, by_time FROM (
           SELECT e.position,
             (SELECT i.position FROM events i INDEXED BY events_by_id WHERE i.event_id = e.event_id) AS by_id,
             (SELECT i.position FROM events i INDEXED BY events_by_stream
               WHERE i.stream_id = e.stream_id AND i.version = e.version) AS by_stream,
             (SELECT i.position FROM events i INDEXED BY events_by_log_time
               WHERE i.log_time_us = e.log_time_us AND i.position = e.position) AS by_time
           FROM events e WHERE e.position > ? AND e.position <= ?)
         WHERE by_id IS NOT position OR by_stream IS NOT position OR by_time IS NOT position`,
      )
      .raw()
    this.#isSameId = database
      .prepare<[number, number], number>(
        'SELECT 1 FROM events a JOIN events b ON a.event_id = b.event_id WHERE a.position = ? AND b.position = ?',
      )
      .pluck()
  }

  /** @returns whether there is more */
  slice(head: number): boolean {
    const isOver = sliceEnd()
    const read = this.#database.transaction(() => {
      while (!isOver()) {
        const end = this.#end.get(this.at, head, EVENTS_AT_ONCE) ?? null
        if (end === null) return false
        for (const lookup of this.#faults.all(this.at, end)) this.#tell(lookup)
        this.at = nextKey(this.at, end)
      }
      return true
    })
    return read()
  }

  #tell([at, byId, byStream, byTime]: Lookup): void {
    const place = placeAt(at)
    if (byId !== at) {
      if (byId !== null && this.#isSameId.get(at, byId) === 1)
        this.#findings.add('duplicate-id', `the event at ${byId} has the same id`, place)
      else this.#findings.add('index', 'it is not found by its id', place)
    }
    if (byStream !== at) this.#findings.add('index', 'it is not found by its stream and version', place)
    if (byTime !== at) this.#findings.add('index', 'it is not found by its log time', place)
  }
}
