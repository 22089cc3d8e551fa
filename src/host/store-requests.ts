import type { EventDraft } from '../contract/host-contract.ts'
import { type NewEvent, streamName } from '../core/event.ts'
import { EventBuilder } from '../core/event-builder.ts'
import type { RequestHandlers } from './host-handlers.ts'
import type { Settings } from './settings.ts'
import type { StoreLeases } from './store-leases.ts'
import type { Workspaces } from './workspaces.ts'

type StoreRequests = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `${'store' | 'workspace' | 'settings'}.${string}` | 'events.append'>
>

/** What a client asks of a store as a whole, and to keep. */
export function storeRequests(leases: StoreLeases, workspaces: Workspaces, settings: Settings): StoreRequests {
  return {
    'store.close': async ({ store }) => {
      leases.close(store)
      return {}
    },
    'store.allowAppends': async ({ store, allowed }) => leases.get(store).allowAppends(allowed),
    'store.searchIndexes': async ({ store }) => ({ indexes: await leases.get(store).searchIndexes() }),
    'store.addSearchIndex': async ({ store, of }) => {
      await leases.get(store).addSearchIndex(of)
      return {}
    },
    'store.removeSearchIndex': async ({ store, of }) => {
      await leases.get(store).removeSearchIndex(of)
      return {}
    },
    'store.checkpoints': async ({ store }) => ({ checkpoints: await leases.get(store).checkpoints() }),
    'store.sideTables': async ({ store }) => ({ sideTables: await leases.get(store).sideTables() }),
    'store.sideRows': async ({ store, table, skip, limit }) => leases.get(store).sideRows(table, skip, limit),
    'events.append': async ({ store, stream, expectedVersion, events }) => {
      const made = events.map((draft) => eventOfDraft(stream, draft))
      return leases.get(store).append(streamName(stream), made, expectedVersion)
    },
    'workspace.read': async ({ store }) => {
      const workspace = await workspaces.read(leases.get(store).path)
      return workspace === undefined ? {} : { workspace }
    },
    'workspace.write': async ({ store, workspace }) => {
      await workspaces.write(leases.get(store).path, workspace)
      return {}
    },
    'settings.read': async () => {
      const kept = await settings.read()
      return kept === undefined ? {} : { settings: kept }
    },
    'settings.write': async ({ settings: kept }) => {
      await settings.write(kept)
      return {}
    },
  }
}

/** @throws BadName, InvalidEvent, EpochError `event-too-large` */
function eventOfDraft(stream: string, { type, data, metadata }: EventDraft): NewEvent {
  const event = new EventBuilder().stream(stream).type(type).dataText(data)
  return (metadata.trim() === '' ? event : event.metadataText(metadata)).build()
}
