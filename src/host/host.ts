import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { StartProcess } from '../backends/foreign/killable-process.ts'
import type { HostInfo, ImportReport, Ticket } from '../contract/host-contract.ts'
import type { Transport } from '../contract/transport.ts'
import { epochVersion } from './epoch-version.ts'
import { type Dialogs, fileRequests } from './file-requests.ts'
import type { ClientHandlers } from './host-handlers.ts'
import { identifyFile } from './identify-file.ts'
import { logRequests } from './log-requests.ts'
import { OfferedFiles } from './offered-files.ts'
import { type OpenedPath, openDemo, openPath } from './open-path.ts'
import { type OpeningOptions, OpenStores, type StoreLease } from './open-stores.ts'
import { RememberedPaths } from './remembered-paths.ts'
import { serveClient } from './serve-client.ts'
import { SharedStore } from './shared-store.ts'
import { StoreLeases } from './store-leases.ts'
import { storeRequests } from './store-requests.ts'
import { storeSubscriptions } from './store-subscriptions.ts'
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
  /** Serves a client until its transport closes. */
  connect(transport: Transport): HostConnection
  /** Closes every store. Clients that are still connected get `store-not-open`. */
  dispose(): Promise<void>
}

export interface HostConnection {
  /** Has the client's window open a file that was chosen outside it. */
  offer(path: string): void
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
  readonly #reportBug: (error: unknown) => void
  readonly #tickets = new Tickets()
  readonly #workspaces: Workspaces
  readonly #recents: RememberedPaths
  readonly #switched: RememberedPaths
  readonly #stores: OpenStores<SharedStore>
  readonly #clients = new Map<HostConnection, Attention>()

  constructor(options: HostOptions) {
    const { home, kind, dialogs, reportBug } = options
    mkdirSync(home, { recursive: true, mode: 0o700 })
    this.#options = options
    this.#info = { host: kind, version: epochVersion(), dialogs: dialogs !== undefined }
    this.#reportBug = reportBug ?? ((error) => console.error(error))
    this.#workspaces = new Workspaces(home)
    this.#recents = new RememberedPaths(join(home, 'recents.json'), MAX_RECENTS)
    this.#switched = new RememberedPaths(join(home, 'appends.json'), MAX_SWITCHED)
    this.#stores = new OpenStores<SharedStore>(this.#reportBug)
  }

  connect(transport: Transport): HostConnection {
    const leases = new StoreLeases()
    const offered = new OfferedFiles()
    const connection: HostConnection = {
      offer: (path) => offered.offer(this.#tickets.issue(path)),
      attention: (now) => {
        if (this.#clients.has(connection)) this.#clients.set(connection, now)
      },
    }
    this.#clients.set(connection, 'front')
    const handlers = this.#handlersFor(leases, offered)
    serveClient(transport, { handlers, reportBug: this.#reportBug }).then(() => {
      this.#clients.delete(connection)
      leases.closeAll()
    }, this.#reportBug)
    return connection
  }

  async openStarted(options: OpeningOptions): Promise<ImportReport | undefined> {
    const { store } = await this.#acquire(undefined, options)
    return store.opened.imported
  }

  dispose(): Promise<void> {
    return this.#stores.dispose()
  }

  #handlersFor(leases: StoreLeases, offered: OfferedFiles): ClientHandlers {
    const { root, startedWith, dialogs } = this.#options
    const files = {
      tickets: this.#tickets,
      recents: this.#recents,
      root: root ?? (startedWith === undefined ? undefined : dirname(startedWith)),
      dialogs,
    }
    return {
      requests: {
        'host.info': async () => this.#info,
        ...fileRequests(files),
        ...storeRequests(leases, this.#workspaces),
        ...logRequests(leases),
      },
      subscriptions: {
        'files.offered': (_input, signal) => offered.read(signal),
        ...storeSubscriptions(leases, (ticket, opening) => this.#acquire(ticket, opening)),
      },
    }
  }

  async #acquire(ticket: Ticket | undefined, options: OpeningOptions): Promise<StoreLease<SharedStore>> {
    const path = ticket === undefined ? this.#options.startedWith : this.#tickets.pathOf(ticket)
    if (path === undefined) return this.#acquireDemo(options)
    const file = await identifyFile(path)
    const lease = await this.#stores.acquire(
      file.key,
      async (opening) => this.#share(file.path, await openPath(file.path, { ...this.#options, ...opening })),
      options,
    )
    await this.#recents.add(file.path).catch(this.#reportBug)
    return lease
  }

  #acquireDemo(options: OpeningOptions): Promise<StoreLease<SharedStore>> {
    return this.#stores.acquire(
      'demo',
      async (opening) => {
        const demo = await openDemo({ ...this.#options, ...opening })
        return this.#share(demo.file, demo)
      },
      options,
    )
  }

  #share(path: string, opened: OpenedPath): Promise<SharedStore> {
    return SharedStore.over(opened, {
      path,
      switched: this.#switched,
      attention: () => ([...this.#clients.values()].includes('front') ? 'front' : 'behind'),
      reportBug: this.#reportBug,
    })
  }
}
