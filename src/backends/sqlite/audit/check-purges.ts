import type { AuditContext, AuditSteps } from './audit-context.ts'
import { placeAt } from './stored-event.ts'
import { nextKey } from './unreadable.ts'

const PURGES_AT_ONCE = 5_000

/** Finds marks of purges that stand for no event. */
export function* checkPurges({ database, findings, start: { head } }: AuditContext): AuditSteps {
  const end = database
    .prepare<[number, number], number | null>(
      'SELECT max(position) FROM (SELECT position FROM purges WHERE position > ? ORDER BY position LIMIT ?)',
    )
    .pluck()
  const alone = database
    .prepare<[number, number], number>(
      `SELECT position FROM purges p WHERE position > ? AND position <= ?
         AND NOT EXISTS (SELECT 1 FROM events e WHERE e.position = p.position)`,
    )
    .pluck()
  let at = 0
  for (;;) {
    const to = end.get(at, PURGES_AT_ONCE) ?? null
    if (to === null) return
    for (const purged of alone.all(at, to)) {
      findings.add('purge', 'a purge says that it emptied an event, and there is none', placeAt(purged))
    }
    at = nextKey(at, to)
    yield { what: 'purges', done: at, total: head }
  }
}
