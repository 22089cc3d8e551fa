/** What Epoch needs of an event, each with the column of a foreign table that holds it. */
interface EventColumns {
  /** The table's INTEGER PRIMARY KEY: unique, whole numbers in order. */
  readonly position: string
  readonly stream: string
  readonly version: string
  readonly id: string
  readonly type: string
  /** JSON as text or as SQLite's JSONB. */
  readonly data: string
  /** A JSON object, as text or as SQLite's JSONB. */
  readonly metadata: string
  readonly createdAt: string
}

/**
 * A kind of SQLite event store that is not Epoch's, as data: how it is known and how its table of events maps to events. To
 * add a kind, write one such file and put it on the list in foreign-kinds.ts.
 */
export interface ForeignKind {
  /** What people call it. */
  readonly name: string
  readonly table: string
  readonly columns: EventColumns
  /** Further columns without which the table is not of this kind. */
  readonly otherColumns: readonly string[]
  /** SQL over the table's columns: which of its rows are events. */
  readonly rowsThatAreEvents: string
  /** The version that the store gives a stream's first event. */
  readonly firstVersion: 0 | 1
  /** Whether positions follow the order of commits. */
  readonly commitOrder: boolean
  /** Microseconds since 1970 of the text in `createdAt`, or nothing for a text that is no time. */
  readonly timeUs: (text: string) => number | undefined
  /** In a sentence, what it was recognised by. */
  readonly recognisedBy: string
  /** In a sentence, why Epoch does not append to it, and what to do instead. */
  readonly whyNoAppend: string
}
