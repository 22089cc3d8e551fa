import type Database from 'better-sqlite3'
import type { JsonText } from '../../../core/json.ts'
import { linksOf } from '../../../core/metadata.ts'
import type { FindingList } from '../../../core/store-audit.ts'
import { eventIdBlob, linkKey } from '../event-id-blob.ts'
import type { LinkTable } from '../link-finder.ts'
import type { AuditContext } from './audit-context.ts'
import { legalEventId, placeOf, type StoredEvent } from './stored-event.ts'

/** Looks up, for each event, what its metadata names: in the sorted tables of links and among the recent links. */
export class LinkCheck {
  readonly #findings: FindingList
  readonly #statements: ReturnType<typeof prepareStatements>
  /** How many events were found in the sorted tables. */
  readonly sorted = { causations: 0, correlations: 0 }

  constructor({ database, schemaVersion, findings }: AuditContext) {
    this.#findings = findings
    this.#statements = prepareStatements(database, schemaVersion)
  }

  check(event: StoredEvent, metadata: JsonText): void {
    const { causationId, correlationId } = linksOf(metadata)
    if (causationId !== undefined) {
      if (!this.#isFound('causations', causationId, event.position))
        this.#findings.add('links', 'it is not found by the cause that it names', placeOf(event))
      this.#checkCause(event, causationId)
    }
    if (correlationId !== undefined && !this.#isFound('correlations', correlationId, event.position))
      this.#findings.add('links', 'it is not found by the correlation that it names', placeOf(event))
  }

  #isFound(table: LinkTable, id: string, at: number): boolean {
    const key = linkKey(id)
    if (this.#statements.sorted[table].get(key, at) !== undefined) {
      this.sorted[table]++
      return true
    }
    return this.#statements.recent?.[table].get(key, at) !== undefined
  }

  #checkCause(event: StoredEvent, causationId: string): void {
    const id = legalEventId(causationId)
    if (id !== undefined && this.#statements.event.get(eventIdBlob(id)) !== undefined) return
    const message = `it names a cause that the store does not have: ${said(causationId)}`
    this.#findings.add('orphan-causation', message, placeOf(event))
  }
}

function prepareStatements(database: Database.Database, schemaVersion: number) {
  const one = (table: string, key: string) =>
    database.prepare<[Buffer, number], number>(`SELECT 1 FROM ${table} WHERE ${key} = ? AND position = ?`).pluck()
  return {
    sorted: { causations: one('causations', 'cause'), correlations: one('correlations', 'correlation') },
    recent:
      schemaVersion < 2
        ? undefined
        : { causations: one('recent_links', 'cause'), correlations: one('recent_links', 'correlation') },
    event: database.prepare<[Buffer], number>('SELECT 1 FROM events WHERE event_id = ?').pluck(),
  }
}

const SHOWN_CHARACTERS = 80

function said(id: string): string {
  return id.length <= SHOWN_CHARACTERS ? id : `${id.slice(0, SHOWN_CHARACTERS)}…`
}
