import type { ForeignKind } from '../foreign-kind.ts'

/**
 * What the Gleam package eventsourcing_sqlite makes, from its release 2.0.0 to 3.1.0: the columns of cqrs-es in tables of other names, and
 * metadata as an array of pairs. Sequences count from 1.
 */
export const gleamEventsourcing: ForeignKind = {
  name: 'Gleam eventsourcing (SQLite)',
  table: 'event',
  anyTable: false,
  parts: {
    order: { by: 'rows' },
    stream: { in: 'columns', columns: ['aggregate_type', 'aggregate_id'] },
    version: { column: 'sequence' },
    id: 'made',
    type: { column: 'event_type' },
    data: { column: 'payload', encoding: 'json' },
    metadata: { column: 'metadata', encoding: 'json', read: objectOfPairs },
    time: 'unknown',
  },
  otherColumns: ['event_version'],
  firstVersion: 1,
  commitOrder: true,
  sideTables: [
    {
      table: 'snapshot',
      columns: ['aggregate_type', 'aggregate_id', 'sequence', 'entity', 'timestamp'],
      anyTable: false,
      holds: 'snapshots',
    },
  ],
  notes: ['the package gives every event of an aggregate one type: what happened is in the data'],
  whyNoAppend:
    'it is a store of the Gleam package eventsourcing, and Epoch only reads those; append with the application that owns it',
}

/** `[["user","ada"]]` as `{"user":"ada"}`; whatever is no array of pairs with different names stays as it is. */
function objectOfPairs(json: string): string {
  const pairs: unknown = JSON.parse(json)
  if (!Array.isArray(pairs) || !pairs.every(isPair)) return json
  const names = new Set(pairs.map(([name]) => name))
  return names.size === pairs.length ? JSON.stringify(Object.fromEntries(pairs)) : json
}

function isPair(value: unknown): value is [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')
}
