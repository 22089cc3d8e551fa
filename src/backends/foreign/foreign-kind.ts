import type { PayloadEncoding } from '../../core/store-mapping.ts'
import type { SideTable } from '../../core/store-surroundings.ts'

/**
 * A kind of SQLite event store that is not Epoch's, as data: how it is known and how its tables map to events. To add a kind,
 * write one such file and put it on the list in foreign-kinds.ts. Names of tables and columns are of the kind's own schema, in the
 * letters that it uses; a table or column of a file that differs from them in case is the same one, as for SQLite.
 */
export interface ForeignKind {
  /** What people call it. */
  readonly name: string
  /** The name that the kind's own code gives its table of events. */
  readonly table: string
  /** Whether applications name the table themselves, so that one of another name with these columns is one as well. */
  readonly anyTable: boolean
  /** Where each part of an event stands. */
  readonly parts: EventParts
  /** Further columns without which the table is not of this kind. */
  readonly otherColumns: readonly string[]
  /** Columns that a table of this kind never has: they tell it from a kind that has all of its columns and more. */
  readonly noColumns?: readonly string[]
  /** Tables without which the database is not of this kind, each with columns that it must have. */
  readonly otherTables?: readonly TableColumns[]
  /** SQL over the table's columns: which of its rows are events; absent where all are. */
  readonly rowsThatAreEvents?: string
  /** SQL over the table's columns: which events count no longer. The first that holds is the mark. */
  readonly marks?: readonly { readonly mark: 'archived' | 'deleted'; readonly where: string }[]
  /** The version that the store gives a stream's first event. */
  readonly firstVersion: 0 | 1
  /** Whether positions follow the order of commits. */
  readonly commitOrder: boolean
  readonly checkpoints?: CheckpointTable
  /** Tables of snapshots and read models, known by their columns; of those with `anyTable`, every table that has them. */
  readonly sideTables?: readonly SideTableKind[]
  /** Each a clause: what is particular about every store of this kind, as what Epoch does not show. */
  readonly notes?: readonly string[]
  /** In a sentence, why Epoch does not append to it, and what to do instead. */
  readonly whyNoAppend: string
}

interface EventParts {
  readonly order: EventOrder
  readonly stream: StreamSource
  /** A whole number; `counted`: the store has none, and events are numbered in their stream in the order of the log. */
  readonly version: { readonly column: string } | 'counted'
  /** `made`: the store has none; it is `<version>@<stream>` with the version as the store's users count it. */
  readonly id: { readonly column: string } | 'made'
  readonly type: { readonly column: string }
  readonly data: PayloadSource
  readonly metadata: PayloadSource | ComposedMetadata | 'none'
  /** `unknown`: the store has none. */
  readonly time: TimeSource | 'unknown'
}

/**
 * What gives a store's events their order. `column`: a whole number, unique over the table; where it is the INTEGER PRIMARY KEY it is the position
 * as it is, otherwise positions are made. `rows`: the order that rows have in the table (its rowid), or, in a table without row ids, of its
 * primary key; such a store has no order of its own, which is said.
 */
type EventOrder =
  | {
      readonly by: 'column'
      readonly column: string
      /** Where the column counts from 0: the position is one more. */
      readonly from?: 0
    }
  | {
      readonly by: 'rows'
      /** Whether the store's own readers go by row ids: then a table that has them has an order, and they are the positions. */
      readonly own?: true
    }

/**
 * Where the name of an event's stream stands. `columns`: one, or a category's and an id's joined by a hyphen. `elsewhere`: in another table, whose
 * `key` is what the event's `column` holds. `links`: a table puts events into any number of streams; the first link is
 * the event's stream, further ones are told as a field of the event's own.
 */
export type StreamSource =
  | { readonly in: 'columns'; readonly columns: readonly [string] | readonly [category: string, id: string] }
  | {
      readonly in: 'elsewhere'
      readonly column: string
      readonly table: string
      readonly key: string
      readonly name: string
    }
  | {
      readonly in: 'links'
      readonly table: string
      /** The column of the events' table, and that of the links', which hold the same. */
      readonly event: string
      readonly linkedEvent: string
      readonly stream: string
      /** What links are ordered by. */
      readonly order: string
    }

export interface PayloadSource {
  readonly column: string
  readonly encoding: PayloadEncoding
  /** Makes of the column's JSON text the JSON text that Epoch shows, where they differ. */
  readonly read?: (json: string) => string
}

/** Metadata that the store has in columns of their own: a JSON object with a member for each that is not NULL. */
export interface ComposedMetadata {
  readonly members: readonly { readonly name: string; readonly column: string; readonly as: 'text' | 'json' }[]
}

interface TimeSource {
  readonly column: string
  /** Microseconds since 1970 of what the column holds, or nothing for what is no time. */
  readonly timeUs: (value: string | bigint | number) => number | undefined
}

export interface TableColumns {
  readonly table: string
  readonly columns: readonly string[]
}

/** Where a store keeps how far its consumers have come. */
export interface CheckpointTable extends TableColumns {
  readonly name: string
  /** The last position that the consumer has handled, in the column of the kind's order; whole number or its digits as text. */
  readonly position: string
  /** Columns that are told besides. */
  readonly about: readonly string[]
  /** SQL over the table's columns: which of its rows are checkpoints; absent where all are. */
  readonly rowsThatCount?: string
}

interface SideTableKind extends TableColumns {
  readonly anyTable: boolean
  readonly holds: SideTable['holds']
}
