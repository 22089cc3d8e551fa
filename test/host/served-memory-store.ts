import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { auditLog } from '../../src/backends/general-audit.ts'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import type { OpenedBackend } from '../../src/backends/open-backend.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import type { StoreId, Ticket } from '../../src/contract/host-contract.ts'
import type { Transport } from '../../src/contract/transport.ts'
import { fileRequests } from '../../src/host/file-requests.ts'
import type { ClientHandlers } from '../../src/host/host-handlers.ts'
import { logRequests } from '../../src/host/log-requests.ts'
import { OfferedFiles } from '../../src/host/offered-files.ts'
import { ProjectionFolders } from '../../src/host/projection-folders.ts'
import { projectionRequests, projectionSubscriptions } from '../../src/host/projection-requests.ts'
import { RememberedPaths } from '../../src/host/remembered-paths.ts'
import { ScratchValues } from '../../src/host/scratch-values.ts'
import { serveClient } from '../../src/host/serve-client.ts'
import { Settings } from '../../src/host/settings.ts'
import { SharedStore } from '../../src/host/shared-store.ts'
import { SourceMapper } from '../../src/host/source-mapper.ts'
import { StoreLeases } from '../../src/host/store-leases.ts'
import { StoreMappings } from '../../src/host/store-mappings.ts'
import { storeRequests } from '../../src/host/store-requests.ts'
import { storeSubscriptions } from '../../src/host/store-subscriptions.ts'
import { Tickets } from '../../src/host/tickets.ts'
import { Workspaces } from '../../src/host/workspaces.ts'

/** A store, open for every client that is served: the host's own parts, but for what opens files. */
export interface ServedStore {
  readonly id: StoreId
  readonly handlers: ClientHandlers
  /** What was reported as a bug. */
  readonly bugs: unknown[]
  serve(transport: Transport, handlers?: ClientHandlers): Promise<void>
  dispose(): Promise<void>
}

export interface ServedMemoryStore extends ServedStore {
  readonly store: MemoryStore
}

export async function serveMemoryStore(store = new MemoryStore()): Promise<ServedMemoryStore> {
  const index = new GeneralLogIndex(logSourceOf(store))
  const served = await serveBackend({
    store,
    index,
    recognised: { kind: 'Memory', sureness: 'certain', reasons: ['it was made here'], notes: [] },
    indexed: index.indexed,
    refresh: () => store.head(),
    audit: (options) => auditLog(store, index, options),
  })
  return { ...served, store }
}

/** @param path where the store is, if it is in a file */
export async function serveBackend(backend: OpenedBackend, path?: string): Promise<ServedStore> {
  const home = await mkdtemp(join(tmpdir(), 'epoch-served-'))
  const bugs: unknown[] = []
  const reportBug = (error: unknown): void => void bugs.push(error)
  const file = path ?? join(home, 'memory')
  const shared = await SharedStore.over(
    { backend, file, name: backend.recognised.kind, origin: 'demo' },
    {
      path: file,
      isCopy: false,
      switched: new RememberedPaths(join(home, 'appends.json'), 10),
      attention: () => 'front',
      reportBug,
    },
  )
  const leases = new StoreLeases()
  const lease = { store: shared, release: () => {} }
  const tickets = new Tickets()
  const recents = new RememberedPaths(join(home, 'recents.json'), 10)
  const folders = new ProjectionFolders(home)
  const values = new ScratchValues(home)
  const mapper = new SourceMapper({ startProcess: startChildProcess, mappings: new StoreMappings(home) })
  const handlers: ClientHandlers = {
    requests: {
      'host.info': async () => ({ host: 'browser', version: '0', dialogs: false, demo: 'demo' as Ticket }),
      ...fileRequests({
        tickets,
        recents,
        root: undefined,
        dialogs: undefined,
        mapper,
        receive: async (name) => tickets.issue(join(home, name)),
      }),
      ...storeRequests(leases, new Workspaces(home), new Settings(home)),
      ...logRequests(leases),
      ...projectionRequests(leases, folders, values),
    },
    subscriptions: {
      'files.offered': (_input, signal) => new OfferedFiles().read(signal),
      ...projectionSubscriptions(leases, folders),
      ...storeSubscriptions(leases, {
        acquire: async ({ ticket }) => {
          if (ticket !== undefined) tickets.pathOf(ticket)
          return lease
        },
        names: ({ path }) => ({ ticket: tickets.issue(path), link: '' }),
        history: async (ticket) => ({ path: tickets.pathOf(ticket), startProcess: startChildProcess, mappings: [] }),
      }),
    },
  }
  return {
    id: leases.add(lease),
    handlers,
    bugs,
    serve: (transport, own = handlers) => serveClient(transport, { handlers: own, reportBug }),
    dispose: async () => {
      leases.closeAll()
      await values.closeAll()
      await shared.dispose()
      await rm(home, { recursive: true, force: true })
    },
  }
}
