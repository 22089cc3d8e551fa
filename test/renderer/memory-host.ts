import { auditLog } from '../../src/backends/general-audit.ts'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import type { HostClient } from '../../src/contract/host-client.ts'
import type {
  AuditMessage,
  ExportChoice,
  ExportMessage,
  HostRequests,
  HostSubscriptions,
  ImportMessage,
  OfferedFile,
  OpenedStore,
  OpeningMessage,
  StoreId,
  StoreStatus,
  Ticket,
  ValuesId,
} from '../../src/contract/host-contract.ts'
import { type EpochError, InvalidRequest } from '../../src/core/errors.ts'
import { type NewEvent, streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { StoreCapabilities } from '../../src/core/event-store-backend.ts'
import type { JsonObject } from '../../src/core/json.ts'
import type { EventMark, OwnField, PurgeMark } from '../../src/core/log-index.ts'
import type { RecognisedStore } from '../../src/core/recognised-store.ts'
import type { MappingPreview, SourceOutline, StoreMapping } from '../../src/core/store-mapping.ts'
import type { ConsumerCheckpoint, SideRows, SideTable } from '../../src/core/store-surroundings.ts'
import { auditMessages } from '../../src/host/audit-messages.ts'
import { fieldMessages } from '../../src/host/field-messages.ts'
import { logRequests } from '../../src/host/log-requests.ts'
import { MemoryFolder } from './memory-folder.ts'

// Between its reads the index gives way by a function that browsers do not have.
if (!('setImmediate' in globalThis))
  Object.assign(globalThis, { setImmediate: (callback: () => void) => setTimeout(callback, 0) })

type Handlers = {
  readonly [Name in keyof HostRequests]: (
    input: HostRequests[Name]['input'],
    signal: AbortSignal,
  ) => Promise<HostRequests[Name]['output']> | HostRequests[Name]['output']
}

const STORE = 'store-1' as StoreId

/** Of what the host was started with. */
const STARTED = 'ticket-started' as Ticket

/** A host inside the test: one memory store, asked through its general index. */
export class MemoryHost implements HostClient {
  readonly store = new MemoryStore()
  readonly closed: Promise<void>
  /** What the window had kept. */
  workspace: JsonObject | undefined
  /** What windows keep whatever the store. */
  settings: JsonObject | undefined
  /** Names of the requests that came, in order. */
  readonly asked: string[] = []
  /** What opening says before the store; a failure in place of the store where one is set. */
  opening: readonly OpeningMessage[] = []
  openingFailure: EpochError | undefined
  /** Tickets that were opened, in order; none for what the host was started with. */
  readonly opened: (Ticket | undefined)[] = []
  /** Files that the person chooses outside the page. */
  offered: AsyncIterable<OfferedFile> | Iterable<OfferedFile> = []
  /** What an audit says; a test may put what it wants in its place. */
  audit: (signal: AbortSignal | undefined) => AsyncIterable<AuditMessage> = (signal) =>
    auditMessages(
      { audit: (options) => auditLog(this.store, this.#index, options) },
      signal ?? new AbortController().signal,
    )
  /** What every event says of its having been purged. */
  purged: PurgeMark | undefined
  /** Why events count no longer, by position. */
  marks: ReadonlyMap<number, EventMark> = new Map()
  /** What every event has in columns of the store's own. */
  own: readonly OwnField[] | undefined
  recognised: RecognisedStore = { kind: 'Memory', sureness: 'certain', reasons: ['the test'], notes: [] }
  origin: OpenedStore['origin'] = 'store'
  /** To the store, as a host of a shell makes them. */
  link = ''
  checkpoints: readonly ConsumerCheckpoint[] = []
  sideTables: readonly SideTable[] = []
  /** All rows of every table beside the log. */
  sideRows: Omit<SideRows, 'total'> = { columns: [], rows: [] }
  /** What importing a file says. */
  importing: (signal: AbortSignal | undefined) => AsyncIterable<ImportMessage> = async function* () {}
  /** What taking events out says. */
  exporting: (choice: ExportChoice) => AsyncIterable<ExportMessage> = async function* () {}
  /** Tickets that were imported, in order. */
  readonly imported: Ticket[] = []
  /** Files that the window had, in order. */
  readonly received: { readonly name: string; readonly text: string }[] = []
  outline: SourceOutline = { kind: 'database', nearest: '', tables: [] }
  preview: (mapping: StoreMapping) => MappingPreview = () => ({ events: [], problems: [] })
  /** Mappings that were kept, in order. */
  readonly mappings: StoreMapping[] = []
  /** In place of what the store can do. */
  capabilities: Partial<StoreCapabilities> = {}
  readonly folder = new MemoryFolder()
  /** The one scratch file, a character a byte. */
  #values = ''
  /** Whether streams are still being counted, and times looked for. */
  counting = false
  /** Why there are no appends; '' where there are. */
  whyNoAppend = ''
  canAllowAppends = true
  #index = new GeneralLogIndex(logSourceOf(this.store))
  #close: () => void = () => {}

  constructor() {
    this.closed = new Promise((resolve) => {
      this.#close = resolve
    })
  }

  async append(...events: readonly NewEvent[]): Promise<void> {
    for (const event of events) await this.store.storeEvent(event)
  }

  async request<Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
    signal?: AbortSignal,
  ): Promise<HostRequests[Name]['output']> {
    signal?.throwIfAborted()
    this.asked.push(name)
    const output = await this.#handlers[name](input, signal ?? new AbortController().signal)
    signal?.throwIfAborted()
    return output
  }

  async *subscribe<Name extends keyof HostSubscriptions>(
    name: Name,
    input: HostSubscriptions[Name]['input'],
    signal?: AbortSignal,
  ): AsyncGenerator<HostSubscriptions[Name]['message'], void> {
    if (name === 'files.offered') {
      for await (const file of this.offered) yield file as HostSubscriptions[Name]['message']
      return
    }
    const messages: AsyncIterable<unknown> =
      name === 'store.open'
        ? this.#open(input as HostSubscriptions['store.open']['input'])
        : name === 'store.watch'
          ? this.#watch(signal)
          : name === 'store.audit'
            ? this.audit(signal)
            : name === 'store.import'
              ? this.#import(ticketIn(input), signal)
              : name === 'store.export'
                ? this.exporting(input as HostSubscriptions['store.export']['input'])
                : name === 'projections.watch'
                  ? this.folder.watch(signal ?? new AbortController().signal)
                  : name === 'types.fields'
                    ? fieldMessages(
                        { store: this.store, index: this.#index },
                        (input as HostSubscriptions['types.fields']['input']).type,
                        signal ?? new AbortController().signal,
                      )
                    : this.#events(input, signal)
    for await (const message of messages) yield message as HostSubscriptions[Name]['message']
  }

  close(): void {
    this.#close()
  }

  async status(): Promise<StoreStatus> {
    const capabilities = { ...this.store.capabilities, ...this.capabilities }
    const { head, events, ...counted } = await this.#index.summary()
    return {
      summary: { head, events, ...(!this.counting && counted) },
      capabilities: { ...capabilities, append: this.whyNoAppend === '', whyNoAppend: this.whyNoAppend },
      canAllowAppends: this.canAllowAppends,
      trouble: '',
    }
  }

  async *#open({ ticket, readDamaged }: HostSubscriptions['store.open']['input']): AsyncGenerator<OpeningMessage> {
    this.opened.push(ticket)
    yield* this.opening
    if (this.openingFailure && !readDamaged) throw this.openingFailure
    const status = await this.status()
    yield {
      kind: 'opened',
      store: {
        id: STORE,
        ticket: ticket ?? STARTED,
        name: 'shop.db',
        origin: this.origin,
        link: this.link,
        recognised: this.recognised,
        status,
      },
    }
  }

  #markOf({ position }: { readonly position: number }): { readonly mark?: EventMark } {
    const mark = this.marks.get(position)
    return mark === undefined ? {} : { mark }
  }

  #import(ticket: Ticket | undefined, signal: AbortSignal | undefined): AsyncIterable<ImportMessage> {
    if (ticket !== undefined) this.imported.push(ticket)
    return this.importing(signal)
  }

  async *#watch(signal: AbortSignal | undefined): AsyncGenerator<StoreStatus> {
    for await (const message of this.store.subscribe({ ...(signal && { signal }) }))
      if (message.kind === 'caught-up') yield await this.status()
  }

  #events(input: unknown, signal: AbortSignal | undefined): AsyncIterable<unknown> {
    const { after, filter } = input as HostSubscriptions['events.subscribe']['input']
    return this.store.subscribe({ after, filter, ...(signal && { signal }) })
  }

  readonly #log = logRequests({ get: () => ({ store: this.store, index: this.#index }) })

  readonly #handlers: Handlers = {
    'host.info': () => ({ host: 'browser', version: '0.0.0', dialogs: false, demo: 'ticket-demo' as Ticket }),
    'files.list': () => ({
      files: [
        {
          ticket: 'ticket-1' as Ticket,
          kind: 'file',
          name: 'orders.ndjson',
          place: '~/work',
          bytes: 1234,
          changedAtUs: 1_772_360_551_000_000,
          recent: true,
        },
      ],
    }),
    'files.choose': () => ({}),
    'files.receive': ({ name, base64 }) => {
      this.received.push({
        name,
        text: new TextDecoder().decode(Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))),
      })
      return { ticket: `ticket-received-${this.received.length}` as Ticket }
    },
    'files.outline': () => this.outline,
    'files.previewMapping': ({ mapping }) => this.preview(mapping),
    'files.saveMapping': ({ mapping }) => {
      this.mappings.push(mapping)
      return {}
    },
    'store.close': () => ({}),
    'store.allowAppends': async ({ allowed }) => {
      this.whyNoAppend = allowed ? '' : 'the switch "Allow appends" is off'
      return this.status()
    },
    'store.searchIndexes': () => ({ indexes: [] }),
    'store.addSearchIndex': () => ({}),
    'store.removeSearchIndex': () => ({}),
    'store.checkpoints': () => ({ checkpoints: this.checkpoints }),
    'store.sideTables': () => ({ sideTables: this.sideTables }),
    'store.sideRows': ({ skip, limit }) => {
      const { columns, rows } = this.sideRows
      return { columns, rows: rows.slice(skip, skip + limit), total: rows.length }
    },
    ...this.#log,
    'log.rows': async (input) => {
      const page = await this.#log['log.rows'](input, new AbortController().signal)
      return { ...page, rows: page.rows.map((row) => ({ ...row, ...this.#markOf(row) })) }
    },
    'event.get': async ({ position }) => {
      const event = await this.#index.eventAt(position)
      return event
        ? {
            event: {
              ...event,
              ...(this.purged && { purged: this.purged }),
              ...(this.own && { own: this.own }),
              ...this.#markOf(event),
            },
          }
        : {}
    },
    'events.append': ({ stream, expectedVersion, events }) => {
      if (this.whyNoAppend !== '') throw new InvalidRequest('events.append', this.whyNoAppend)
      const built = events.map(({ type, data, metadata }) =>
        new EventBuilder().stream(stream).type(type).dataText(data).metadataText(metadata).build(),
      )
      return this.store.storeEvents(streamName(stream), built, { expectedVersion })
    },
    'projections.save': ({ name, source }) => this.folder.save(name, source),
    'projections.remove': ({ name }) => this.folder.change(name, undefined),
    'values.open': () => ({ values: 'values-1' as ValuesId }),
    'values.append': ({ base64 }) => {
      this.#values += atob(base64)
      return {}
    },
    'values.read': ({ ranges }) => ({
      base64: btoa(ranges.map(([start, end]) => this.#values.slice(start, end)).join('')),
    }),
    'values.close': () => {
      this.#values = ''
      return {}
    },
    'workspace.read': () => (this.workspace ? { workspace: this.workspace } : {}),
    'workspace.write': ({ workspace }) => {
      this.workspace = workspace
      return {}
    },
    'settings.read': () => (this.settings ? { settings: this.settings } : {}),
    'settings.write': ({ settings }) => {
      this.settings = settings
      return {}
    },
  }
}

function ticketIn(input: object): Ticket | undefined {
  return 'ticket' in input && typeof input.ticket === 'string' ? (input.ticket as Ticket) : undefined
}
