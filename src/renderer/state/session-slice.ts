import type {
  FileChoice,
  HostInfo,
  OpenedStore,
  OpeningMessage,
  StoreStatus,
  Ticket,
} from '../../contract/host-contract.ts'
import type { ImportReport } from '../../contract/import-report.ts'
import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { Activity } from './activity.ts'
import type { Slice } from './explorer-store.ts'

type Session =
  /** No store is open, and none is wanted yet. */
  | { readonly kind: 'welcome' }
  | {
      readonly kind: 'opening'
      /** Absent for what the host was started with. */
      readonly ticket?: Ticket
      readonly what: string
      readonly done: number
      readonly total?: number
      readonly events?: number
    }
  | { readonly kind: 'open'; readonly store: OpenedStore; readonly source: Source }
  | { readonly kind: 'failed'; readonly failure: ErrorRecord; readonly source: Source }

/** What was opened, or could not be. */
export interface Source {
  /** Absent for what the host was started with. */
  readonly ticket: Ticket | undefined
  readonly from: OpenedFrom
}

/** What becomes of a store that is damaged. */
type Damaged = 'refuse' | 'read'

/** `copy`: of a file that was dropped on the window. */
export type OpenedFrom = 'file' | 'copy'

/** Something to say once, until it is dismissed. */
export interface Notice {
  readonly id: number
  readonly tone: 'info' | 'failure'
  readonly text: string
  readonly code?: string
}

export interface SessionSlice {
  readonly session: Session
  /** The open store as it is now; absent while none is open. */
  readonly status: StoreStatus | undefined
  /** What importing came to, until it is dismissed. */
  readonly imported: ImportReport | undefined
  readonly hostInfo: HostInfo | undefined
  readonly connectionLost: boolean
  readonly notices: readonly Notice[]
  /** Files to choose from; absent until they were asked for. */
  readonly files: readonly FileChoice[] | undefined
  /** What is under way in the window: who schedules a frame begins it here. */
  readonly activity: Activity

  /** Asks the host who it is. Never rejects. */
  readonly meetHost: () => Promise<void>
  /** Meets the host, then opens what it was started with. Never rejects. */
  readonly start: () => Promise<void>
  /** Opens what is behind a ticket, or what the host was started with; leaves the store that was open. Never rejects. */
  readonly openStore: (ticket?: Ticket, from?: OpenedFrom) => Promise<void>
  /** Opens the store that was refused because it is damaged, as far as it can be read. Never rejects. */
  readonly readDamaged: () => Promise<void>
  /** Leaves the store that is open, or stops opening one; there is a welcome then. */
  readonly closeStore: () => void
  readonly askFiles: () => Promise<void>
  /** Opens, in a tab, what the person chooses in the system's own dialog. */
  readonly chooseFile: (purpose?: 'open' | 'repository') => Promise<void>
  readonly setAppends: (appends: 'allowed' | 'refused') => Promise<void>
  readonly dismissImport: () => void
  readonly say: (text: string) => void
  readonly sayFailure: (failure: ErrorRecord) => void
  readonly dismissNotice: (id: number) => void
}

/** Most notices kept: the oldest give way. */
const MAX_NOTICES = 5

export const createSessionSlice: Slice<SessionSlice> =
  ({ host, activity, link, settings }) =>
  (set, get) => {
    let lastNotice = 0
    let opening = new AbortController()

    /** What went wrong stays beside what is said next; what went well gives way to it. */
    function notify(notice: Omit<Notice, 'id'>): void {
      if (get().notices.some((one) => one.text === notice.text)) return
      set(({ notices }) => {
        const kept = notice.tone === 'info' ? notices.filter(({ tone }) => tone !== 'info') : notices
        return { notices: [...kept, { ...notice, id: ++lastNotice }].slice(-MAX_NOTICES) }
      })
    }

    async function watch(): Promise<void> {
      for await (const status of link.watch()) get().statusChanged(status)
    }

    async function enter(message: Extract<OpeningMessage, { kind: 'opened' }>, source: Source): Promise<void> {
      const { store, imported } = message
      link.enter(store.id)
      set({ imported, status: store.status })
      get().headMovedTo(store.status.summary.head)
      await get().restoreWorkspace()
      set({ session: { kind: 'open', store, source } })
      get().statusChanged(store.status)
      void link.inBackground(watch)
    }

    /** Nothing of the store that was open, or about to be, arrives any more. */
    function leave(): AbortSignal {
      opening.abort()
      opening = new AbortController()
      const before = link.store
      get().leaveStore()
      if (before !== undefined)
        void link.inBackground(async () => void (await host.request('store.close', { store: before })))
      return opening.signal
    }

    /** Leaves the store that was open. Never rejects. */
    async function openAnew({ ticket, from }: Source, damaged: Damaged): Promise<void> {
      const signal = leave()
      const end = activity.begin()
      try {
        set({ session: { ...openingOf(ticket), what: 'Opening', done: 0 } })
        await open({ ticket, from }, damaged, signal)
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof EpochError)) reportError(error)
        const failure = errorRecord(error)
        set({ session: { kind: 'failed', failure, source: { ticket: ticket ?? ticketIn(failure), from } } })
      } finally {
        end()
      }
    }

    async function open(source: Source, damaged: Damaged, signal: AbortSignal): Promise<void> {
      const { ticket } = source
      const choice = { ...(ticket !== undefined && { ticket }), ...(damaged === 'read' && { readDamaged: true }) }
      const messages = host.subscribe('store.open', choice, signal)
      for await (const message of messages) {
        signal.throwIfAborted()
        if (message.kind === 'progress') set({ session: { ...message, ...openingOf(ticket) } })
        else return await enter(message, source)
      }
      throw new EpochError('host-unreachable', 'the host ended without opening the store; try again')
    }

    return {
      session: { kind: 'opening', what: 'Connecting', done: 0 },
      status: undefined,
      imported: undefined,
      hostInfo: undefined,
      connectionLost: false,
      notices: [],
      files: undefined,
      activity,

      async meetHost() {
        await Promise.all([
          link.inBackground(async () => set({ hostInfo: await host.request('host.info', {}) })),
          link.inBackground(() => settings.getState().load()),
        ])
      },

      async start() {
        await get().meetHost()
        await get().openStore()
      },

      openStore: (ticket, from = 'file') => openAnew({ ticket, from }, 'refuse'),

      async readDamaged() {
        const { session } = get()
        if (isDamaged(session)) await openAnew(session.source, 'read')
      },

      closeStore() {
        leave()
        set({ session: { kind: 'welcome' } })
      },

      askFiles: () =>
        link.inBackground(async () => {
          const end = activity.begin()
          try {
            set({ files: (await host.request('files.list', {})).files })
          } finally {
            end()
          }
        }),

      chooseFile: (purpose = 'open') =>
        link.inBackground(async () => {
          const { ticket } = await host.request('files.choose', { purpose })
          if (ticket !== undefined) await get().openTab({ ticket })
        }),

      setAppends: (appends) =>
        link.inBackground(async () => {
          get().statusChanged(await link.ask('store.allowAppends', { allowed: appends === 'allowed' }))
        }),

      dismissImport: () => set({ imported: undefined }),
      say: (text) => notify({ tone: 'info', text }),
      sayFailure: ({ code, message }) => notify({ tone: 'failure', text: message, code }),
      dismissNotice: (id) => set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) })),
    }
  }

/** Whether what could not be opened is damaged, and can be read as far as that goes. */
export function isDamaged(session: Session): session is Extract<Session, { kind: 'failed' }> {
  return (
    session.kind === 'failed' &&
    session.failure.code === 'store-corrupt' &&
    typeof session.failure.details['finding'] === 'string'
  )
}

/** What the host was started with has no ticket of the window's; the failure may name one. */
function ticketIn({ details }: ErrorRecord): Ticket | undefined {
  const { ticket } = details
  return typeof ticket === 'string' ? (ticket as Ticket) : undefined
}

function openingOf(ticket: Ticket | undefined): { readonly kind: 'opening'; readonly ticket?: Ticket } {
  return { kind: 'opening', ...(ticket !== undefined && { ticket }) }
}
