import type { Event, EventId, EventType, Position, StreamName, StreamVersion } from '../core/event.ts'
import type { EventFilter } from '../core/event-filter.ts'
import type { FieldHistory } from '../core/event-shape/field-history.ts'
import type {
  AppendResult,
  ExpectedVersion,
  StoreCapabilities,
  SubscriptionMessage,
} from '../core/event-store-backend.ts'
import type { JsonObject } from '../core/json.ts'
import type {
  CategorySummary,
  EventDetail,
  EventRow,
  Histogram,
  LogSummary,
  PositionHistogram,
  RowPlace,
  RowsPage,
  StreamsPage,
  TypeSummary,
} from '../core/log-index.ts'
import type { RecognisedStore } from '../core/recognised-store.ts'
import type { SearchIndex } from '../core/search-indexes.ts'
import type { AuditProgress, StoreAudit } from '../core/store-audit.ts'
import type { MappingPreview, SourceOutline, StoreMapping } from '../core/store-mapping.ts'
import type { ConsumerCheckpoint, SideRows, SideTable } from '../core/store-surroundings.ts'
import type { ImportReport } from './import-report.ts'

/** A store that the host has open, for as long as this client's connection. */
export type StoreId = string & { readonly brand: 'StoreId' }

/** Stands for a file that the host may open: a renderer never sends a path. */
export type Ticket = string & { readonly brand: 'Ticket' }

/** Every request a renderer may make of a host, by name. */
export interface HostRequests {
  'host.info': { input: JsonObject; output: HostInfo }
  /** Files to choose from: recent ones first, then those below the host's root. */
  'files.list': { input: JsonObject; output: { readonly files: readonly FileChoice[] } }
  /** Asks the person with the system's own dialog, where `HostInfo.dialogs`; no ticket when they think better of it. */
  'files.choose': { input: { readonly purpose: FilePurpose }; output: { readonly ticket?: Ticket } }

  /** Keeps a copy, until the host's end, of a small file that the page has: at most {@link MAX_VALUES_BYTES}. */
  'files.receive': { input: { readonly name: string; readonly base64: string }; output: { readonly ticket: Ticket } }
  /** What is in a database, or in a file of rows, that no known kind fits: what the person maps. */
  'files.outline': { input: OfFile; output: SourceOutline }
  'files.previewMapping': { input: OfFile & { readonly mapping: StoreMapping }; output: MappingPreview }
  /** Keeps the mapping, for this file and every other with such a table; `store.open` then opens it. */
  'files.saveMapping': { input: OfFile & { readonly mapping: StoreMapping }; output: JsonObject }

  'store.close': { input: OfStore; output: JsonObject }
  'store.allowAppends': { input: OfStore & { readonly allowed: boolean }; output: StoreStatus }
  /** None for a store of another kind. */
  'store.searchIndexes': { input: OfStore; output: { readonly indexes: readonly SearchIndex[] } }
  /** Begins an index of `words` or of a payload path, which is then filled in the background. */
  'store.addSearchIndex': { input: OfStore & { readonly of: string }; output: JsonObject }
  'store.removeSearchIndex': { input: OfStore & { readonly of: string }; output: JsonObject }

  /** None for a store that keeps none. */
  'store.checkpoints': { input: OfStore; output: { readonly checkpoints: readonly ConsumerCheckpoint[] } }
  /** None for a store that keeps none. Their rows are counted, which in large ones takes a while. */
  'store.sideTables': { input: OfStore; output: { readonly sideTables: readonly SideTable[] } }
  'store.sideRows': {
    input: OfStore & { readonly table: string; readonly skip: number; readonly limit: number }
    output: SideRows
  }

  'streams.categories': { input: OfStore; output: { readonly categories: readonly CategorySummary[] } }
  'streams.list': {
    input: OfStore & {
      readonly category?: string
      readonly text?: string
      readonly skip: number
      readonly limit: number
    }
    output: StreamsPage
  }
  /** The streams whose names fit a text best, best first, and how many fit: see `core/find-names.ts`. */
  'streams.find': { input: OfStore & { readonly text: string; readonly limit: number }; output: StreamsPage }
  'types.list': { input: OfStore; output: { readonly types: readonly TypeSummary[] } }
  /** The first and the last event of a type; none where there is no such type. */
  'types.span': {
    input: OfStore & { readonly type: EventType }
    output: { readonly first?: EventRow; readonly last?: EventRow }
  }

  'log.rows': {
    input: OfStore & {
      readonly view: EventFilter
      readonly fromRow: number
      readonly limit: number
      /** Payload paths, as in filters, whose values previews do not show. */
      readonly masks?: readonly string[]
    }
    output: RowsPage
  }
  /**
   * What is at payload paths, as in filters, of the events at positions: for each event, in the order asked for, a JSON text a path, or
   * null where there is nothing. A text is cut after {@link MAX_VALUE_CHARACTERS}.
   */
  'log.values': {
    input: OfStore & { readonly positions: readonly Position[]; readonly paths: readonly string[] }
    output: { readonly values: readonly (readonly (string | null)[])[] }
  }
  /**
   * How many events of a view there are up to each position, which ascend: the differences are its density. No rows while the view is
   * being searched and not `complete`: ask again.
   */
  'log.rowsAt': {
    input: OfStore & { readonly view: EventFilter; readonly positions: readonly Position[] }
    output: { readonly rows: readonly number[]; readonly total: number; readonly complete: boolean }
  }
  'log.rowAt': { input: OfStore & { readonly view: EventFilter; readonly position: Position }; output: RowPlace }
  'log.histogram': {
    input: OfStore & {
      readonly fromUs: number
      readonly toUs: number
      readonly buckets: number
      readonly byType?: boolean
    }
    output: Histogram
  }
  'log.positionHistogram': {
    input: OfStore & {
      readonly after: Position
      readonly upTo: Position
      readonly buckets: number
      readonly byType?: boolean
    }
    output: PositionHistogram
  }
  'log.positionAtTime': { input: OfStore & { readonly atUs: number }; output: { readonly position: Position } }

  'event.get': { input: OfStore & { readonly position: Position }; output: { readonly event?: EventDetail } }
  'event.byId': { input: OfStore & { readonly id: EventId }; output: { readonly event?: Event } }
  'event.inStream': {
    input: OfStore & { readonly stream: StreamName; readonly version: StreamVersion }
    output: { readonly event?: Event }
  }
  'event.effects': {
    input: OfStore & { readonly id: EventId; readonly limit: number }
    output: { readonly effects: readonly EventRow[] }
  }
  /** The events after a position that have this correlation, in order, each with the id that it names as its cause. */
  'event.correlated': {
    input: OfStore & { readonly correlationId: string; readonly after: Position; readonly limit: number }
    output: { readonly events: readonly CorrelatedEvent[] }
  }
  /** All events after one position up to another, in order; at most a page ({@link PAGE_EVENTS}), so it may end before `upTo`. */
  'events.read': {
    input: OfStore & { readonly after: Position; readonly upTo: Position; readonly filter: EventFilter }
    output: { readonly events: readonly Event[] }
  }
  'events.append': { input: OfStore & Append; output: AppendResult }

  /** Up to `limit` events of a type, spread evenly over its history, the first and the last among them, in order. */
  'types.samples': {
    input: OfStore & { readonly type: EventType; readonly limit: number }
    output: { readonly events: readonly Event[] }
  }

  /** Projections are files in a folder of the store's workspace, where a person's own editor finds them too. Writes a whole file. */
  'projections.save': { input: OfStore & ProjectionFile; output: JsonObject }
  'projections.remove': { input: OfStore & { readonly name: string }; output: JsonObject }

  /** A scratch file for values that do not fit the window's memory. It is deleted when it or the connection is closed. */
  'values.open': { input: JsonObject; output: { readonly values: ValuesId } }
  /** Adds bytes at its end. `value-too-large` beyond the quota of all scratch files of the client. */
  'values.append': { input: OfValues & { readonly base64: string }; output: JsonObject }
  /** The bytes of each range, `[start, end)`, joined in the order asked for. */
  'values.read': {
    input: OfValues & { readonly ranges: readonly (readonly [start: number, end: number])[] }
    output: { readonly base64: string }
  }
  'values.close': { input: OfValues; output: JsonObject }

  /** What the window keeps of a store between visits; the host stores it as it is. */
  'workspace.read': { input: OfStore; output: { readonly workspace?: JsonObject } }
  'workspace.write': { input: OfStore & { readonly workspace: JsonObject }; output: JsonObject }
  /** What the window keeps whatever store is open: its theme, its size of text. */
  'settings.read': { input: JsonObject; output: { readonly settings?: JsonObject } }
  'settings.write': { input: { readonly settings: JsonObject }; output: JsonObject }
}

/** Every subscription a renderer may hold, by name. */
export interface HostSubscriptions {
  /** Files that the person chose outside the page, in the shell's menu or by starting Epoch again with one; the window should open them. */
  'files.offered': { input: JsonObject; message: OfferedFile }
  /** Opens the store behind a ticket, importing it first where it is not a store; ends after `opened`. Without a ticket: what the host was started with. */
  'store.open': { input: OpenChoice; message: OpeningMessage }
  /** The store as it is, then again after each change; changes that come faster than the reader takes them are one. */
  'store.watch': { input: OfStore; message: StoreStatus }
  /** Reads the whole store and tells what is wrong with it; ends after `audited`. It is read as it is when this begins. */
  'store.audit': { input: OfStore; message: AuditMessage }
  /** Adds the events of a file to a store that takes appends; ends after `imported`. What was added before it ended stays. */
  'store.import': { input: OfStore & OfFile; message: ImportMessage }
  /** Events of a store as a file, part by part; ends after `exported`. It is read as it is when this begins. */
  'store.export': { input: OfStore & ExportChoice; message: ExportMessage }
  /** All projection files of the store's workspace, then again after each change of the folder, whoever made it. */
  'projections.watch': { input: OfStore; message: ProjectionFolder }
  /** Reads every event of a type and tells which fields its data had when; ends after `fields`. */
  'types.fields': { input: OfStore & { readonly type: EventType }; message: FieldsMessage }
  /** The store's EventBus. */
  'events.subscribe': {
    input: OfStore & { readonly after: Position; readonly filter: EventFilter }
    message: SubscriptionMessage
  }
}

interface OpenChoice {
  readonly ticket?: Ticket
  /** Whether a store that SQLite finds damaged is read as far as that goes. Without it, it is refused with `store-corrupt`. */
  readonly readDamaged?: boolean
}

/** Most UTF-16 units of a text in the answer to `log.values`. */
export const MAX_VALUE_CHARACTERS = 200

/** Most positions, and most paths, that one `log.values` asks for. */
export const MAX_VALUE_POSITIONS = 200
export const MAX_VALUE_PATHS = 50

/** Most positions that one `log.rowsAt` asks for. */
export const MAX_ROWS_AT = 3001

/** An event as a list shows it, and the id that its metadata names as its cause. */
export interface CorrelatedEvent extends EventRow {
  readonly causationId?: string
}

export type FieldsMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'fields'; readonly fields: FieldHistory }

export interface OfStore {
  readonly store: StoreId
}

/** A scratch file of this client. */
export type ValuesId = string & { readonly brand: 'ValuesId' }

interface OfValues {
  readonly values: ValuesId
}

/** Most bytes that one `values.append` adds, and that one `values.read` answers with. */
export const MAX_VALUES_BYTES = 1024 * 1024

export interface ProjectionFile {
  /** Letters, digits, `-` and `_`, then `.ts` or `.js`; at most 100 characters. */
  readonly name: string
  /** At most {@link MAX_SOURCE_CHARACTERS}. */
  readonly source: string
}

export const MAX_SOURCE_CHARACTERS = 1024 * 1024

export interface ProjectionFolder {
  /** Where it is, for people. */
  readonly place: string
  /** By name. Files that cannot be read as UTF-8 or are too large are left out. */
  readonly files: readonly ProjectionFile[]
}

/** What a file is chosen for: to be opened, to be added to the open store; or the folder of a repository. */
export type FilePurpose = 'open' | 'import' | 'repository'

interface OfFile {
  readonly ticket: Ticket
}

/** Every format that events can be taken out as. `epoch` is a new store of Epoch's own. */
export const exportFormats = ['ndjson', 'cloudevents', 'kurrentdb', 'gaffer', 'csv', 'epoch'] as const

export type ExportFormat = (typeof exportFormats)[number]

/** Most positions that one export may name. */
export const MAX_EXPORTED_POSITIONS = 10_000

export interface ExportChoice {
  readonly format: ExportFormat
  readonly filter: EventFilter
  /** Only these; default: all that fit the filter. */
  readonly positions?: readonly Position[]
  /** Payload paths, as in filters, whose values are replaced: `data.email`, `meta.ip`. */
  readonly masks: readonly string[]
}

/** How far something is that takes long. */
interface LongWork {
  /** What is being done, for people. */
  readonly what: string
  /** In a unit of the work's own, as bytes or commits; only its share of `total` means something. */
  readonly done: number
  /** Absent where nobody knows. */
  readonly total?: number
  /** How many events have been read so far, where it is an import. */
  readonly events?: number
}

export type ImportMessage =
  | ({ readonly kind: 'progress' } & LongWork)
  | { readonly kind: 'imported'; readonly imported: ImportReport }

export type ExportMessage =
  /** At most 1 MiB of the file, in base64. */
  | { readonly kind: 'part'; readonly base64: string; readonly done: number }
  | {
      readonly kind: 'exported'
      readonly fileName: string
      readonly mediaType: string
      readonly events: number
      /** Events that a new store does not have, since an earlier one has their id. */
      readonly leftOut: number
    }

export interface OfferedFile {
  readonly ticket: Ticket
  /** Where in it a link leads, as the window writes it in links; absent where the whole of it was chosen. */
  readonly place?: string
}

export interface HostInfo {
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** Whether `files.choose` shows the system's dialog. */
  readonly dialogs: boolean
  /** Opens the built-in demo. */
  readonly demo: Ticket
}

export interface FileChoice {
  readonly ticket: Ticket
  readonly kind: 'file' | 'repository'
  readonly name: string
  /** The folder, shortened for people. */
  readonly place: string
  readonly bytes: number
  readonly changedAtUs: number
  readonly recent: boolean
}

interface Append {
  readonly stream: string
  readonly expectedVersion: ExpectedVersion
  readonly events: readonly EventDraft[]
}

/** An event as a person wrote it; the host makes the event of it, or says what is wrong. */
export interface EventDraft {
  readonly type: string
  readonly data: string
  readonly metadata: string
}

export type OpeningMessage =
  | ({ readonly kind: 'progress' } & LongWork)
  | { readonly kind: 'opened'; readonly store: OpenedStore; readonly imported?: ImportReport }

export type AuditMessage =
  | { readonly kind: 'progress'; readonly progress: AuditProgress }
  | { readonly kind: 'audited'; readonly audit: StoreAudit }

export interface OpenedStore {
  readonly id: StoreId
  /** Opens it again, for as long as the host runs: the same store, the same ticket. */
  readonly ticket: Ticket
  /** What to show on its tab: the file's name. */
  readonly name: string
  /** `demo`: the built-in one; `import`: what was opened is no store, and was read into one. */
  readonly origin: 'store' | 'demo' | 'import'
  /** A link to this store for this machine, without a place in it; '' where there is none, as of a copy. */
  readonly link: string
  readonly recognised: RecognisedStore
  readonly status: StoreStatus
}

export interface StoreStatus {
  readonly summary: LogSummary
  readonly capabilities: StoreCapabilities
  /** Whether "Allow appends" could be switched. */
  readonly canAllowAppends: boolean
  /** In a sentence, what is wrong with the store now; '' when nothing is. */
  readonly trouble: string
}
