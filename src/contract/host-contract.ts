import type { Event, EventId, Position, StreamName, StreamVersion } from '../core/event.ts'
import type { EventFilter } from '../core/event-filter.ts'
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
  RowPlace,
  RowsPage,
  StreamsPage,
  TypeSummary,
} from '../core/log-index.ts'
import type { SearchIndex } from '../core/search-indexes.ts'
import type { AuditProgress, StoreAudit } from '../core/store-audit.ts'

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
  'files.choose': { input: { readonly purpose: 'open' | 'import' }; output: { readonly ticket?: Ticket } }

  'store.close': { input: OfStore; output: JsonObject }
  'store.allowAppends': { input: OfStore & { readonly allowed: boolean }; output: StoreStatus }
  /** None for a store of another kind. */
  'store.searchIndexes': { input: OfStore; output: { readonly indexes: readonly SearchIndex[] } }
  /** Begins an index of `words` or of a payload path, which is then filled in the background. */
  'store.addSearchIndex': { input: OfStore & { readonly of: string }; output: JsonObject }
  'store.removeSearchIndex': { input: OfStore & { readonly of: string }; output: JsonObject }

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
  'types.list': { input: OfStore; output: { readonly types: readonly TypeSummary[] } }

  'log.rows': {
    input: OfStore & { readonly view: EventFilter; readonly fromRow: number; readonly limit: number }
    output: RowsPage
  }
  'log.rowAt': { input: OfStore & { readonly view: EventFilter; readonly position: Position }; output: RowPlace }
  'log.histogram': {
    input: OfStore & { readonly fromUs: number; readonly toUs: number; readonly buckets: number }
    output: Histogram
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
  /** All events after one position up to another, in order; at most a page ({@link PAGE_EVENTS}), so it may end before `upTo`. */
  'events.read': {
    input: OfStore & { readonly after: Position; readonly upTo: Position; readonly filter: EventFilter }
    output: { readonly events: readonly Event[] }
  }
  'events.append': { input: OfStore & Append; output: AppendResult }

  /** What the window keeps of a store between visits; the host stores it as it is. */
  'workspace.read': { input: OfStore; output: { readonly workspace?: JsonObject } }
  'workspace.write': { input: OfStore & { readonly workspace: JsonObject }; output: JsonObject }
}

/** Every subscription a renderer may hold, by name. */
export interface HostSubscriptions {
  /** Files that the person chose outside the page, in the shell's menu or by starting Epoch again with one; the window should open them. */
  'files.offered': { input: JsonObject; message: { readonly ticket: Ticket } }
  /** Opens the store behind a ticket, importing it first where it is not a store; ends after `opened`. Without a ticket: what the host was started with. */
  'store.open': { input: { readonly ticket?: Ticket }; message: OpeningMessage }
  /** The store as it is, then again after each change; changes that come faster than the reader takes them are one. */
  'store.watch': { input: OfStore; message: StoreStatus }
  /** Reads the whole store and tells what is wrong with it; ends after `audited`. It is read as it is when this begins. */
  'store.audit': { input: OfStore; message: AuditMessage }
  /** The store's EventBus. */
  'events.subscribe': {
    input: OfStore & { readonly after: Position; readonly filter: EventFilter }
    message: SubscriptionMessage
  }
}

export interface OfStore {
  readonly store: StoreId
}

export interface HostInfo {
  readonly host: 'electron' | 'browser'
  readonly version: string
  /** Whether `files.choose` shows the system's dialog. */
  readonly dialogs: boolean
}

export interface FileChoice {
  readonly ticket: Ticket
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
  | { readonly kind: 'progress'; readonly what: string; readonly done: number; readonly total?: number }
  | { readonly kind: 'opened'; readonly store: OpenedStore; readonly imported?: ImportReport }

export type AuditMessage =
  | { readonly kind: 'progress'; readonly progress: AuditProgress }
  | { readonly kind: 'audited'; readonly audit: StoreAudit }

export interface OpenedStore {
  readonly id: StoreId
  /** What to show on its tab: the file's name. */
  readonly name: string
  /** Which kind of store it is, in words, and how that was recognised. */
  readonly kind: string
  readonly recognisedBy: string
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

export interface ImportReport {
  readonly added: number
  readonly known: number
  /** Lines that are no events, the first 1,000 in detail. */
  readonly faults: readonly ImportFault[]
  readonly faultCount: number
}

interface ImportFault {
  readonly code: string
  readonly message: string
  readonly line: number
  readonly column: number
}
