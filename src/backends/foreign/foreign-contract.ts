import type { ErrorRecord } from '../../core/errors.ts'
import type { EventId, EventType, StreamName } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { Direction, StoreCapabilities } from '../../core/event-store-backend.ts'
import type { EventMark, OwnField } from '../../core/log-index.ts'
import type { RecognisedStore } from '../../core/recognised-store.ts'
import type { MappingPreview, SourceOutline, StoreMapping } from '../../core/store-mapping.ts'
import type { ConsumerCheckpoint, SideRows, SideTable } from '../../core/store-surroundings.ts'
import type { HeaderBatch } from '../log-source.ts'

/** What the parent may ask of the process that reads a foreign file; `open` comes first. Positions and versions are Epoch's. */
export interface ForeignCalls {
  open: { readonly input: OpenInput; readonly output: OpenedFile }
  readLog: { readonly input: ReadLogInput; readonly output: EventsPart<number> }
  readStream: { readonly input: ReadStreamInput; readonly output: EventsPart<StreamPlace> }
  /** At most 10,000 events, or as many as 200 ms give. */
  readHeaders: {
    readonly input: { readonly after: number; readonly upTo: number }
    readonly output: { readonly headers: PackedHeaders; readonly next?: number }
  }
  /** Of at most 1,000 positions. */
  readRows: {
    readonly input: { readonly positions: readonly number[] }
    readonly output: { readonly rows: readonly ForeignRowTuple[] }
  }
  /** The event at a position, or with a version in a stream; nothing where there is none. */
  readDetail: {
    readonly input: { readonly position: number } | { readonly stream: string; readonly version: number }
    readonly output: { readonly detail?: ForeignDetail }
  }
  /** The rows `fromRow` … of the whole log, from 1. */
  readRowsFrom: {
    readonly input: { readonly fromRow: number; readonly limit: number }
    readonly output: { readonly rows: readonly ForeignRowTuple[] }
  }
  /** How many events stand at or before a position. */
  countUpTo: { readonly input: { readonly position: number }; readonly output: { readonly events: number } }
  checkpoints: {
    readonly input: Record<string, never>
    readonly output: { readonly checkpoints: readonly ConsumerCheckpoint[] }
  }
  /** Counts their rows, which in large ones takes a while. */
  sideTables: { readonly input: Record<string, never>; readonly output: { readonly sideTables: readonly SideTable[] } }
  sideRows: {
    readonly input: { readonly table: string; readonly skip: number; readonly limit: number }
    readonly output: SideRows
  }
  /** Of a database of no known kind as well. */
  outline: { readonly input: Record<string, never>; readonly output: SourceOutline }
  previewMapping: { readonly input: { readonly mapping: StoreMapping }; readonly output: MappingPreview }
  /** Looks for commits of other programs. */
  refresh: { readonly input: Record<string, never>; readonly output: KnownHead }
}

/**
 * Headers with each column of numbers as the base64 of an array in the machine's order of bytes: unsigned 32-bit numbers for names and
 * hashes, 64-bit floats for the others.
 */
export type PackedHeaders = {
  readonly [Column in keyof HeaderBatch]: HeaderBatch[Column] extends readonly string[] ? HeaderBatch[Column] : string
}

export interface OpenInput {
  readonly path: string
  readonly scratch: string
  readonly ownApplicationId: number
  /** Whether a store that SQLite finds damaged is read as far as that goes, instead of being refused. */
  readonly readDamaged: boolean
  /** Kinds of a person's own, tried before known ones that are not certain. */
  readonly mappings: readonly StoreMapping[]
  /** What {@link OpenedFile} said when the file was opened before: another file at the path is not opened in its place. */
  readonly identity?: string
  /** What another process was told of the log before: one that has another event there is not opened in its place. */
  readonly known?: KnownHead
}

export interface KnownHead {
  /** The last position; 0 when there is none. */
  readonly head: number
  /** The event there, without what it carries, as one text; '' where there is none. */
  readonly event: string
}

export interface OpenedFile {
  /** Device and inode. */
  readonly identity: string
  readonly applicationId: number
  readonly userVersion: number
  readonly schema: readonly SchemaEntry[]
  /** Absent where no kind of store fits; then `nearest` says in a sentence what almost did, or is ''. */
  readonly kind?: RecognisedKind
  readonly nearest: string
}

export interface RecognisedKind extends KnownHead {
  readonly recognised: RecognisedStore
  readonly capabilities: StoreCapabilities
}

/** A row of sqlite_schema; `sql` is '' for what SQLite made by itself. */
export interface SchemaEntry {
  readonly type: string
  readonly name: string
  readonly sql: string
}

export interface ReadLogInput {
  /** Exclusive. */
  readonly after: number
  /** Inclusive. */
  readonly upTo: number
  readonly direction: Direction
  readonly filter: EventFilter
  readonly limit: number
}

export interface ReadStreamInput {
  readonly stream: string
  /** Exclusive. */
  readonly after: StreamPlace
  readonly direction: Direction
  readonly limit: number
}

/** Versions may repeat in a foreign stream; with the position they are an order. */
export interface StreamPlace {
  readonly version: number
  readonly position: number
}

/** At most a page of events, and where to read on; without `next` there are no more. A part may have no events and a `next`. */
export interface EventsPart<Place> {
  readonly events: readonly ForeignTuple[]
  readonly next?: Place
}

/** An event as it crosses the process boundary. */
export type ForeignTuple = readonly [
  position: number,
  stream: StreamName,
  version: number,
  id: EventId,
  type: EventType,
  createdAtUs: number,
  data: string,
  metadata: string,
]

/** An event as a list shows it, as it crosses the process boundary. */
export type ForeignRowTuple = readonly [
  position: number,
  stream: StreamName,
  version: number,
  id: EventId,
  type: EventType,
  createdAtUs: number,
  preview: string,
  mark: EventMark | '',
]

export interface ForeignDetail {
  readonly event: ForeignTuple
  readonly mark: EventMark | ''
  readonly own: readonly OwnField[]
}

export type ForeignCall = {
  [Name in keyof ForeignCalls]: {
    readonly id: number
    readonly name: Name
    readonly input: ForeignCalls[Name]['input']
  }
}[keyof ForeignCalls]

/** What comes back for a call: signs of life while it takes long, then its end. */
export type ForeignAnswer =
  | { readonly id: number; readonly kind: 'beat' }
  | { readonly id: number; readonly kind: 'output'; readonly output: unknown }
  | { readonly id: number; readonly kind: 'error'; readonly error: ErrorRecord }
