import type { JsonText } from '../../../core/json.ts'
import { linksOf } from '../../../core/metadata.ts'
import { linkKey } from '../event-id-blob.ts'
import type { AuditContext, AuditSteps } from './audit-context.ts'
import { placeAt } from './stored-event.ts'
import { nextKey } from './unreadable.ts'

const LINKS_AT_ONCE = 1000

type RecentLink = readonly [position: number, cause: unknown, correlation: unknown, metadata: JsonText | null]

/** Finds links that wait to be sorted and that no event asks for. */
export function* checkRecentLinks({ database, schemaVersion, findings, start: { head } }: AuditContext): AuditSteps {
  if (schemaVersion < 2) return
  const links = database
    .prepare<[number, number], RecentLink>(
      `SELECT r.position, r.cause, r.correlation, CAST(e.metadata AS TEXT) FROM recent_links r
         LEFT JOIN events e ON e.position = r.position WHERE r.position > ? ORDER BY r.position LIMIT ?`,
    )
    .raw()
  let at = 0
  for (;;) {
    const some = links.all(at, LINKS_AT_ONCE)
    for (const [of, cause, correlation, metadata] of some) {
      at = nextKey(at, of)
      const named = metadata === null ? {} : linksOf(metadata)
      if (isOf(cause, named.causationId) && isOf(correlation, named.correlationId)) continue
      const place = metadata === null ? {} : placeAt(of)
      findings.add('links', 'it is to be found by a cause or correlation that its metadata does not name', place)
    }
    if (some.length < LINKS_AT_ONCE) return
    yield { what: 'links', done: at, total: head }
  }
}

function isOf(key: unknown, named: string | undefined): boolean {
  if (named === undefined) return key === null
  return Buffer.isBuffer(key) && linkKey(named).equals(key)
}
