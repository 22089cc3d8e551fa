import type { HostSubscriptions, OpenedStore, OpeningMessage, StoreId, Ticket } from '../contract/host-contract.ts'
import { auditMessages } from './audit-messages.ts'
import { exportMessages } from './export-messages.ts'
import { fieldMessages } from './field-messages.ts'
import type { HistoryOfPathOptions } from './history-of-path.ts'
import type { SubscriptionHandlers } from './host-handlers.ts'
import { importMessages } from './import-messages.ts'
import { Latest } from './latest.ts'
import type { OpeningProgress } from './open-path.ts'
import type { OpeningOptions, StoreLease } from './open-stores.ts'
import type { SharedStore } from './shared-store.ts'
import type { StoreLeases } from './store-leases.ts'

type StoreSubscriptions = Pick<
  SubscriptionHandlers,
  Extract<keyof SubscriptionHandlers, `${'store' | 'events' | 'types'}.${string}`>
>

export type OpenChoice = HostSubscriptions['store.open']['input']

/** Opens what is behind a ticket, or without one what the host was started with. */
type AcquireStore = (choice: OpenChoice, options: OpeningOptions) => Promise<StoreLease<SharedStore>>

export interface StoreFiles {
  readonly acquire: AcquireStore
  /** How a client names a store that is open. */
  readonly names: (store: SharedStore) => Pick<OpenedStore, 'ticket' | 'link'>
  /** What is needed to read the history behind a ticket. */
  readonly history: (ticket: Ticket) => Promise<{ readonly path: string } & HistoryOfPathOptions>
}

export function storeSubscriptions(leases: StoreLeases, { acquire, names, history }: StoreFiles): StoreSubscriptions {
  return {
    'store.open': (choice, signal) => openStore({ leases, names }, (options) => acquire(choice, options), signal),
    'store.watch': ({ store }, signal) => leases.get(store).watch(AbortSignal.any([signal, leases.closing(store)])),
    'store.audit': ({ store }, signal) =>
      auditMessages(leases.get(store).opened.backend, AbortSignal.any([signal, leases.closing(store)])),
    'store.import': async function* ({ store, ticket }, signal) {
      const { path, ...options } = await history(ticket)
      const ended = AbortSignal.any([signal, leases.closing(store)])
      yield* importMessages(leases.get(store), path, { ...options, signal: ended })
    },
    'store.export': ({ store, ...choice }, signal) =>
      exportMessages(leases.get(store), choice, AbortSignal.any([signal, leases.closing(store)])),
    'types.fields': ({ store, type }, signal) =>
      fieldMessages(leases.get(store), type, AbortSignal.any([signal, leases.closing(store)])),
    'events.subscribe': ({ store, after, filter }, signal) =>
      leases.get(store).store.subscribe({ after, filter, signal: AbortSignal.any([signal, leases.closing(store)]) }),
  }
}

/** Whoever leaves before the store is open leaves nothing open. */
async function* openStore(
  { leases, names }: Pick<StoreFiles, 'names'> & { readonly leases: StoreLeases },
  acquire: (options: OpeningOptions) => Promise<StoreLease<SharedStore>>,
  signal: AbortSignal,
): AsyncGenerator<OpeningMessage, void> {
  const left = new AbortController()
  const progress = new Latest<OpeningProgress>()
  const opening = acquire({
    signal: AbortSignal.any([signal, left.signal]),
    onProgress: (step) => progress.put(step),
  })
  const end = (): void => progress.end()
  opening.then(end, end)
  let id: StoreId | undefined
  try {
    for await (const step of progress) yield { kind: 'progress', ...step }
    const lease = await opening
    signal.throwIfAborted()
    id = leases.add(lease)
    yield await openedMessage({ id, ...names(lease.store) }, lease.store)
  } finally {
    left.abort()
    if (id === undefined)
      opening.then(
        (lease) => lease.release(),
        () => {},
      )
  }
}

async function openedMessage(
  known: Pick<OpenedStore, 'id' | 'ticket' | 'link'>,
  store: SharedStore,
): Promise<OpeningMessage> {
  const { name, origin, imported } = store.opened
  return {
    kind: 'opened',
    store: { ...known, name, origin, recognised: store.recognised, status: await store.status() },
    ...(imported && { imported }),
  }
}
