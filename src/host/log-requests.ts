import type { HostRequests, StoreId } from '../contract/host-contract.ts'
import { type EventType, type Position, START } from '../core/event.ts'
import type { EventFilter } from '../core/event-filter.ts'
import { type EventStoreBackend, PAGE_EVENTS } from '../core/event-store-backend.ts'
import type { LogIndex } from '../core/log-index.ts'
import { correlatedEvents } from './correlated-events.ts'
import type { RequestHandlers } from './host-handlers.ts'
import { maskedRows, valuesAt } from './row-values.ts'
import { typeSamples } from './type-samples.ts'

type LogRequests = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `${'streams' | 'types' | 'log' | 'event'}.${string}` | 'events.read'>
>

/** The stores that a client has open. */
interface OpenLogs {
  /** @throws EpochError `store-not-open` */
  get(store: StoreId): { readonly store: Pick<EventStoreBackend, 'readAll'>; readonly index: LogIndex }
}

/** What a client asks about the events of its stores. */
export function logRequests(leases: OpenLogs): LogRequests {
  return {
    'streams.categories': async ({ store }) => ({ categories: await leases.get(store).index.categories() }),
    'streams.list': async ({ store, ...query }) => leases.get(store).index.streams(query),
    'streams.find': async ({ store, text, limit }, signal) => leases.get(store).index.findStreams(text, limit, signal),
    'types.list': async ({ store }) => ({ types: await leases.get(store).index.types() }),
    'types.samples': async ({ store, type, limit }) => ({
      events: await typeSamples(leases.get(store).index, type, limit),
    }),
    'types.span': async ({ store, type }) => typeSpan(leases.get(store).index, type),
    'log.rows': async ({ store, view, fromRow, limit, masks }) => {
      const { index } = leases.get(store)
      const page = await index.rows(view, fromRow, limit)
      return masks === undefined ? page : { ...page, rows: await maskedRows(index, page.rows, masks) }
    },
    'log.values': async ({ store, positions, paths }) => ({
      values: await valuesAt(leases.get(store).index, positions, paths),
    }),
    'log.rowsAt': async ({ store, view, positions }, signal) =>
      rowsAt(leases.get(store).index, view, positions, signal),
    'log.rowAt': async ({ store, view, position }) => leases.get(store).index.rowAt(view, position),
    'log.histogram': async ({ store, ...query }) => leases.get(store).index.histogram(query),
    'log.positionHistogram': async ({ store, ...query }) => leases.get(store).index.positionHistogram(query),
    'log.positionAtTime': async ({ store, atUs }) => ({ position: await leases.get(store).index.positionAtTime(atUs) }),
    'event.get': async ({ store, position }) => found(await leases.get(store).index.eventAt(position)),
    'event.byId': async ({ store, id }) => found(await leases.get(store).index.eventById(id)),
    'event.inStream': async ({ store, stream, version }) =>
      found(await leases.get(store).index.eventInStream(stream, version)),
    'event.effects': async ({ store, id, limit }) => ({ effects: await leases.get(store).index.effectsOf(id, limit) }),
    'event.correlated': async ({ store, correlationId, after, limit }) => ({
      events: await correlatedEvents(leases.get(store).index, correlationId, after, limit),
    }),
    'events.read': async ({ store, after, upTo, filter }, signal) => {
      const pages = leases.get(store).store.readAll({ after, upTo, filter, limit: PAGE_EVENTS, signal })
      for await (const events of pages) return { events }
      return { events: [] }
    },
  }
}

async function rowsAt(
  index: LogIndex,
  view: EventFilter,
  positions: readonly Position[],
  signal: AbortSignal,
): Promise<HostRequests['log.rowsAt']['output']> {
  const { total, complete } = await index.rowAt(view, positions.at(-1) ?? START)
  const rows: number[] = []
  for (const position of complete ? positions : []) {
    signal.throwIfAborted()
    rows.push((await index.rowAt(view, position)).row)
  }
  return { rows, total, complete }
}

async function typeSpan(index: LogIndex, type: EventType): Promise<HostRequests['types.span']['output']> {
  const view = { types: [type] }
  const { rows, total } = await index.rows(view, 1, 1)
  const [first] = rows
  if (first === undefined) return {}
  const [last = first] = (await index.rows(view, total, 1)).rows
  return { first, last }
}

function found<Value>(event: Value | undefined): { readonly event?: Value } {
  return event === undefined ? {} : { event }
}
