/** How a column's payloads are written. `auto`: JSON where it is JSON, else text where it is UTF-8, else hex. */
export type PayloadEncoding = 'auto' | 'json' | 'text' | 'hex'

/** Which column holds what of an event. */
export interface MappedColumns {
  /** One column, or a category's and an id's, which are joined by a hyphen. */
  readonly stream: readonly string[]
  readonly type: string
  /** In a file of rows '' stands for an object of all columns that are mapped to nothing. */
  readonly data: string
  /** Without it, events are numbered in their stream in the order of the log. */
  readonly version?: string
  /** A whole number that rises with the log. Without it, rows are read in the order they have in the table, or in the file. */
  readonly position?: string
  /** Without it, ids are made of stream and version. */
  readonly id?: string
  readonly metadata?: string
  readonly time?: string
}

/**
 * What a person said about a table of events, or a file of rows, that Epoch does not know: a kind of store of their own. It is kept and
 * used again wherever a table has these columns.
 */
export interface StoreMapping {
  /** The table's name; '' for a file of rows. */
  readonly table: string
  readonly columns: MappedColumns
  readonly payload: PayloadEncoding
}

/** What is in a database or a file of rows, for the person who is to say which column is which. */
export interface SourceOutline {
  readonly kind: 'database' | 'rows'
  /** In a sentence, which known kind almost fitted; '' when none did. */
  readonly nearest: string
  readonly tables: readonly TableOutline[]
}

export interface TableOutline {
  /** '' for a file of rows. */
  readonly name: string
  /** In order; `declared` is the type that the table declares, or ''. */
  readonly columns: readonly { readonly name: string; readonly declared: string }[]
  /** At most {@link SAMPLE_ROWS}, each value as text of at most {@link SAMPLE_CHARACTERS}, or null. */
  readonly sample: readonly (readonly (string | null)[])[]
  /** What the names of the columns and the sample suggest; members that nothing suggests are left out. */
  readonly suggested: Partial<MappedColumns>
}

export const SAMPLE_ROWS = 5
export const SAMPLE_CHARACTERS = 200

/** The first events as a mapping makes them, and what is wrong with it. */
export interface MappingPreview {
  readonly events: readonly PreviewedEvent[]
  /** Each a sentence: what does not fit, as rows without a stream or versions that repeat. */
  readonly problems: readonly string[]
}

/** An event as text, as far as there is one. */
export interface PreviewedEvent {
  readonly position: number
  readonly stream: string
  readonly version: number
  readonly type: string
  /** Microseconds since 1970; absent where there is no time. */
  readonly createdAtUs?: number
  /** The first characters of its data. */
  readonly preview: string
}
