import type { Bind } from './statement-cache.ts'

/** SQL over `events` that is true for every event that fits, and `exact` where it is true for no other. */
export interface Condition {
  readonly sql: string
  readonly binds: readonly Bind[]
  readonly exact: boolean
}

/** SQLite refuses an expression that is nested too deep; a longer one is left to whoever looks at the candidates. */
const MOST_SQL = 10_000

export function exactly(sql: string, ...binds: readonly Bind[]): Condition {
  return { sql, binds, exact: true }
}

/** What all parts let through. A part that is not known narrows nothing, so that the rest is not exact. */
export function allConditions(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const known = parts.filter((part) => part !== undefined)
  if (known.length === 0) return parts.length === 0 ? exactly('1') : undefined
  const exact = known.length === parts.length && known.every((part) => part.exact)
  const narrowing = known.filter(({ sql }) => sql !== '1')
  return narrowing.length === 0 ? { sql: '1', binds: [], exact } : joined(narrowing, ' AND ', exact)
}

/** What any part lets through. */
export function anyCondition(parts: readonly (Condition | undefined)[]): Condition | undefined {
  const known = parts.filter((part) => part !== undefined)
  if (known.length < parts.length) return undefined
  if (known.length === 0) return exactly('0')
  return joined(
    known,
    ' OR ',
    known.every((part) => part.exact),
  )
}

export function negationOf(part: Condition | undefined): Condition | undefined {
  return part?.exact ? exactly(`NOT (${part.sql})`, ...part.binds) : undefined
}

function joined(parts: readonly Condition[], by: string, exact: boolean): Condition | undefined {
  const sql = parts.map((part) => `(${part.sql})`).join(by)
  return sql.length > MOST_SQL ? undefined : { sql, binds: parts.flatMap(({ binds }) => binds), exact }
}
