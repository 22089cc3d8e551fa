import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StartProcess } from '../backends/foreign/killable-process.ts'
import type { HostInfo, OpenedStore, Ticket } from '../contract/host-contract.ts'
import type { ImportReport } from '../contract/import-report.ts'
import type { Transport } from '../contract/transport.ts'
import { EpochError, isEpochError } from '../core/errors.ts'
import { DroppedFiles } from './dropped-files.ts'
import { epochVersion } from './epoch-version.ts'
import { type Dialogs, fileRequests } from './file-requests.ts'
import type { ClientHandlers } from './host-handlers.ts'
import { identifyFile } from './identify-file.ts'
import { logRequests } from './log-requests.ts'
import { OfferedFiles } from './offered-files.ts'
import { DEMO_FILE, type OpenedPath, type OpenPathOptions, openDemo, openPath } from './open-path.ts'
import { type OpeningOptions, OpenStores, type StoreLease } from './open-stores.ts'
import { ProjectionFolders } from './projection-folders.ts'
import { projectionRequests, projectionSubscriptions } from './projection-requests.ts'
import { RememberedPaths } from './remembered-paths.ts'
import { ScratchValues } from './scratch-values.ts'
import { serveClient } from './serve-client.ts'
import { Settings } from './settings.ts'
import { SharedStore } from './shared-store.ts'
import { SourceMapper } from './source-mapper.ts'
import { StoreLeases } from './store-leases.ts'
import { storeLink } from './store-link.ts'
import { StoreMappings } from './store-mappings.ts'
import { storeRequests } from './store-requests.ts'
import { type OpenChoice, storeSubscriptions } from './store-subscriptions.ts'
import { Tickets } from './tickets.ts'
import { Workspaces } from './workspaces.ts'

const MAX_RECENTS = 30
const MAX_SWITCHED = 1000

export interface HostOptions {
  readonly kind: HostInfo['host']
  /** The person's Epoch folder; made when missing. */
  readonly home: string
  readonly startProcess: StartProcess
  /** The path that a client opens without a ticket; without it, the built-in demo. */
  readonly startedWith?: string
  /** The folder whose files are offered beside the recent ones; default: that of `startedWith`. */
  readonly root?: string
  readonly dialogs?: Dialogs
  /** Told of every error that is a bug; default: its stack goes to the error output. */
  readonly reportBug?: (error: unknown) => void
}

/** Opens event stores and answers questions about them, for any number of clients. */
export interface Host {
  /**
   * Opens what the host was started with ahead of its first client, and keeps it open until the host's end.
   *
   * @returns what importing it came to, where it had to be imported
   * @throws EpochError saying what is at the path instead
   */
  openStarted(options: OpeningOptions): Promise<ImportReport | undefined>
  /** Whether a person has opened a path here before, so that a link may open it without asking them. */
  isKnown(path: string): Promise<boolean>
  /** Serves a client until its transport closes. */
  connect(transport: Transport): HostConnection
  /**
   * Keeps a copy of a file that a page sent, until the host's end.
   *
   * @returns what opens it
   * @throws EpochError `value-too-large`, `disk-full`; what reading it throws
   */
  receive(name: string, chunks: AsyncIterable<Uint8Array>): Promise<Ticket>
  /** Closes every store. Clients that are still connected get `store-not-open`. */
  dispose(): Promise<void>
}

export interface HostConnection {
  /** Has the client's window open a file that was chosen outside it, or that a link leads to: then with its place, which the page reads. */
  offer(path: string, place?: string): void
  /** Whether the person has the client's window before them; it counts as `front` until this says otherwise. */
  attention(now: Attention): void
}

type Attention = 'front' | 'behind'

export function createHost(options: HostOptions): Host {
  return new StoreHost(options)
}

class StoreHost implements Host {
  readonly #options: HostOptions
  readonly #info: HostInfo
  /** Where the built-in demo is, or will be. */
  readonly #demo: string
  readonly #reportBug: (error: unknown) => void
  readonly #tickets = new Tickets()
  readonly #workspaces: Workspaces
  readonly #settings: Settings
  readonly #projections: ProjectionFolders
  readonly #mappings: StoreMappings
  readonly #dropped: DroppedFiles
  readonly #recents: RememberedPaths
  readonly #switched: RememberedPaths
  readonly #stores: OpenStores<SharedStore>
  readonly #clients = new Map<HostConnection, Attention>()

  constructor(options: HostOptions) {
    const { home, kind, dialogs, reportBug } = options
    mkdirSync(home, { recursive: true, mode: 0o700 })
    this.#options = options
    this.#demo = join(home, DEMO_FILE)
    this.#info = {
      host: kind,
      version: epochVersion(),
      dialogs: dialogs !== undefined,
      demo: this.#tickets.issue(this.#demo),
    }
    this.#reportBug = reportBug ?? ((error) => console.error(error))
    this.#workspaces = new Workspaces(home)
    this.#settings = new Settings(home)
    this.#projections = new ProjectionFolders(home)
    this.#mappings = new StoreMappings(home)
    this.#dropped = new DroppedFiles(home)
    this.#recents = new RememberedPaths(join(home, 'recents.json'), MAX_RECENTS)
    this.#switched = new RememberedPaths(join(home, 'appends.json'), MAX_SWITCHED)
    this.#stores = new OpenStores<SharedStore>(this.#reportBug)
  }

  connect(transport: Transport): HostConnection {
    const leases = new StoreLeases()
    const offered = new OfferedFiles()
    const values = new ScratchValues(this.#options.home)
    const connection: HostConnection = {
      offer: (path, place) =>
        offered.offer({ ticket: this.#tickets.issue(path), ...(place !== undefined && { place }) }),
      attention: (now) => {
        if (this.#clients.has(connection)) this.#clients.set(connection, now)
      },
    }
    this.#clients.set(connection, 'front')
    const handlers = this.#handlersFor(leases, offered, values)
    serveClient(transport, { handlers, reportBug: this.#reportBug })
      .then(async () => {
        this.#clients.delete(connection)
        leases.closeAll()
        await values.closeAll()
      })
      .catch(this.#reportBug)
    return connection
  }

  async isKnown(path: string): Promise<boolean> {
    return path === this.#demo || (await this.#recents.has(path))
  }

  async openStarted(options: OpeningOptions): Promise<ImportReport | undefined> {
    const { store } = await this.#acquire({}, options)
    return store.opened.imported
  }

  async receive(name: string, chunks: AsyncIterable<Uint8Array>): Promise<Ticket> {
    return this.#tickets.issue(await this.#dropped.receive(name, chunks))
  }

  async dispose(): Promise<void> {
    await this.#stores.dispose()
    await this.#dropped.removeAll()
  }

  #handlersFor(leases: StoreLeases, offered: OfferedFiles, values: ScratchValues): ClientHandlers {
    const { root, startedWith, dialogs, startProcess } = this.#options
    const files = {
      tickets: this.#tickets,
      recents: this.#recents,
      root: root ?? (startedWith === undefined ? undefined : dirname(startedWith)),
      dialogs,
      mapper: new SourceMapper({ startProcess, mappings: this.#mappings }),
      receive: (name: string, chunks: AsyncIterable<Uint8Array>) => this.receive(name, chunks),
    }
    return {
      requests: {
        'host.info': async () => this.#info,
        ...fileRequests(files),
        ...storeRequests(leases, this.#workspaces, this.#settings),
        ...logRequests(leases),
        ...projectionRequests(leases, this.#projections, values),
      },
      subscriptions: {
        'files.offered': (_input, signal) => offered.read(signal),
        ...projectionSubscriptions(leases, this.#projections),
        ...storeSubscriptions(leases, {
          acquire: (choice, opening) => this.#acquire(choice, opening),
          names: ({ path }) => this.#namesOf(path),
          history: async (ticket) => ({
            path: this.#tickets.pathOf(ticket),
            startProcess,
            mappings: await this.#mappings.list(),
          }),
        }),
      },
    }
  }

  /** A copy is nobody's file, so there is no link to it; nor is there one where no system follows links of Epoch's. */
  #namesOf(path: string): Pick<OpenedStore, 'ticket' | 'link'> {
    const hasLink = this.#options.kind === 'electron' && !this.#dropped.has(path)
    return { ticket: this.#tickets.issue(path), link: hasLink ? storeLink(path) : '' }
  }

  async #acquire(
    { ticket, readDamaged = false }: OpenChoice,
    options: OpeningOptions,
  ): Promise<StoreLease<SharedStore>> {
    const path = ticket === undefined ? this.#options.startedWith : this.#tickets.pathOf(ticket)
    if (path === undefined || path === this.#demo) return this.#acquireDemo(options)
    const file = await identifyFile(path)
    const opened = this.#stores.acquire(
      file.key,
      async (opening) =>
        this.#share(file.path, await openPath(file.path, { ...(await this.#openPathOptions(opening)), readDamaged })),
      options,
    )
    const lease = await opened.catch((error: unknown) => {
      throw withTicket(error, this.#tickets.issue(file.path))
    })
    if (!this.#dropped.has(file.path)) await this.#recents.add(file.path).catch(this.#reportBug)
    return lease
  }

  async #openPathOptions(opening: OpeningOptions): Promise<OpenPathOptions> {
    const { home, startProcess } = this.#options
    return { home, startProcess, mappings: await this.#mappings.list(), ...opening }
  }

  #acquireDemo(options: OpeningOptions): Promise<StoreLease<SharedStore>> {
    return this.#stores.acquire(
      'demo',
      async (opening) => {
        const demo = await openDemo(await this.#openPathOptions(opening))
        return this.#share(demo.file, demo)
      },
      options,
    )
  }

  #share(path: string, opened: OpenedPath): Promise<SharedStore> {
    return SharedStore.over(opened, {
      path,
      isCopy: this.#dropped.has(path),
      switched: this.#switched,
      attention: () => ([...this.#clients.values()].includes('front') ? 'front' : 'behind'),
      reportBug: this.#reportBug,
    })
  }
}

/** What cannot be opened can still be mapped, or read as damaged, by who has its ticket. */
function withTicket(error: unknown, ticket: Ticket): unknown {
  if (
    !(error instanceof EpochError) ||
    !isEpochError(error, 'store-unknown-schema', 'import-unrecognised', 'store-corrupt')
  )
    return error
  return new EpochError(error.code, error.message, { ...error.details, ticket }, { cause: error })
}
