import type { ErrorRecord } from '../../core/errors.ts'
import type { EventId, EventType, StreamName } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { Direction } from '../../core/event-store-backend.ts'

/** What the parent may ask of the process that reads a foreign file; `open` comes first. Positions and versions are Epoch's. */
export interface ForeignCalls {
  open: { readonly input: OpenInput; readonly output: OpenedFile }
  readLog: { readonly input: ReadLogInput; readonly output: EventsPart<number> }
  readStream: { readonly input: ReadStreamInput; readonly output: EventsPart<StreamPlace> }
  /** Looks for commits of other programs. @see OpenedFile.head */
  refresh: { readonly input: Record<string, never>; readonly output: { readonly head: number } }
}

export interface OpenInput {
  readonly path: string
  readonly scratch: string
  readonly ownApplicationId: number
  /** What {@link OpenedFile} said when the file was opened before: another file at the path is not opened in its place. */
  readonly identity?: string
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

export interface RecognisedKind {
  readonly name: string
  readonly recognisedBy: string
  /** The last position; 0 when there is none. */
  readonly head: number
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
