import { PAGE_EVENTS } from '../core/event-store-backend.ts'
import type { RequestHandlers } from './host-handlers.ts'
import type { StoreLeases } from './store-leases.ts'
import { typeSamples } from './type-samples.ts'

type LogRequests = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `${'streams' | 'types' | 'log' | 'event'}.${string}` | 'events.read'>
>

/** What a client asks about the events of its stores. */
export function logRequests(leases: StoreLeases): LogRequests {
  return {
    'streams.categories': async ({ store }) => ({ categories: await leases.get(store).index.categories() }),
    'streams.list': async ({ store, ...query }) => leases.get(store).index.streams(query),
    'types.list': async ({ store }) => ({ types: await leases.get(store).index.types() }),
    'types.samples': async ({ store, type, limit }) => ({
      events: await typeSamples(leases.get(store).index, type, limit),
    }),
    'log.rows': async ({ store, view, fromRow, limit }) => leases.get(store).index.rows(view, fromRow, limit),
    'log.rowAt': async ({ store, view, position }) => leases.get(store).index.rowAt(view, position),
    'log.histogram': async ({ store, ...query }) => leases.get(store).index.histogram(query),
    'log.positionAtTime': async ({ store, atUs }) => ({ position: await leases.get(store).index.positionAtTime(atUs) }),
    'event.get': async ({ store, position }) => found(await leases.get(store).index.eventAt(position)),
    'event.byId': async ({ store, id }) => found(await leases.get(store).index.eventById(id)),
    'event.inStream': async ({ store, stream, version }) =>
      found(await leases.get(store).index.eventInStream(stream, version)),
    'event.effects': async ({ store, id, limit }) => ({ effects: await leases.get(store).index.effectsOf(id, limit) }),
    'events.read': async ({ store, after, upTo, filter }, signal) => {
      const pages = leases.get(store).store.readAll({ after, upTo, filter, limit: PAGE_EVENTS, signal })
      for await (const events of pages) return { events }
      return { events: [] }
    },
  }
}

function found<Value>(event: Value | undefined): { readonly event?: Value } {
  return event === undefined ? {} : { event }
}
