import type { HostClient } from '../../../src/contract/host-client.ts'
import type {
  HostRequests,
  HostSubscriptions,
  OpenedStore,
  StoreId,
  StoreStatus,
  Ticket,
} from '../../../src/contract/host-contract.ts'
import { InvalidRequest } from '../../../src/core/errors.ts'
import { eventId, eventType, type Position, position, streamName, streamVersion } from '../../../src/core/event.ts'
import {
  bucketEdge,
  type EventRow,
  type Histogram,
  type HistogramQuery,
  type LogSummary,
  type PositionHistogram,
  type PositionHistogramQuery,
} from '../../../src/core/log-index.ts'
import type { ConsumerCheckpoint } from '../../../src/core/store-surroundings.ts'

/** A log that is made up where it is read, so that ten million events cost nothing. Row n lies at position n × gap. */
export interface MadeUpHistory {
  readonly events: number
  readonly gap?: number
  /** When the event of a row happened, never falling; without it the store knows no times. */
  readonly timeUs?: (row: number) => number
}

type Handlers = {
  readonly [Name in keyof HostRequests]?: (input: HostRequests[Name]['input']) => HostRequests[Name]['output']
}

/** In order of name, as a host gives them. */
const TYPES = [
  'CartOpened',
  'ItemShipped',
  'OrderCancelled',
  'OrderPlaced',
  'PaymentTaken',
  'RefundIssued',
  'StockReserved',
]

const STORE = 'made-up' as StoreId

/** The contract's client over a made-up log. */
export class MadeUpHost implements HostClient {
  readonly closed = new Promise<void>(() => {})
  /** Rows that were asked for, as `from+limit`. */
  readonly asked: string[] = []
  #history: Required<Pick<MadeUpHistory, 'events' | 'gap'>> & MadeUpHistory
  #changed: () => void = () => {}
  checkpoints: readonly ConsumerCheckpoint[] = []
  /** While set, pages of rows wait. */
  #held: Promise<void> | undefined

  constructor(history: MadeUpHistory) {
    this.#history = { gap: 1, ...history }
  }

  /** Other events are appended. */
  grow(events: number): void {
    this.#history = { ...this.#history, events: this.#history.events + events }
    this.#changed()
  }

  /** Pages of rows are not answered until the answered function is called. */
  holdRows(): () => void {
    let release = (): void => {}
    this.#held = new Promise((resolve) => {
      release = resolve
    })
    return () => {
      this.#held = undefined
      release()
    }
  }

  async request<Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
  ): Promise<HostRequests[Name]['output']> {
    if (name === 'log.rows') await this.#held
    const handle: Handlers[Name] = this.#handlers[name]
    if (handle === undefined) throw new InvalidRequest(name, 'this host does not know it')
    return handle(input)
  }

  async *subscribe<Name extends keyof HostSubscriptions>(
    name: Name,
    _input: HostSubscriptions[Name]['input'],
  ): AsyncGenerator<HostSubscriptions[Name]['message'], void> {
    if (name === 'files.offered') return
    if (name === 'projections.watch') {
      yield { place: '', files: [] } as HostSubscriptions[Name]['message']
      return
    }
    const messages: AsyncGenerator<unknown> = name === 'store.open' ? this.#open() : this.#watch()
    for await (const message of messages) yield message as HostSubscriptions[Name]['message']
  }

  close(): void {}

  readonly #handlers: Handlers = {
    'host.info': () => ({ host: 'browser', version: '0', dialogs: false, demo: 'demo' as Ticket }),
    'store.close': () => ({}),
    'projections.save': () => ({}),
    'types.samples': () => ({ events: [] }),
    'workspace.read': () => ({}),
    'workspace.write': () => ({}),
    'store.checkpoints': () => ({ checkpoints: this.checkpoints }),
    'store.sideTables': () => ({ sideTables: [] }),
    'streams.categories': () => ({ categories: [] }),
    'types.list': () => ({ types: TYPES.map((name) => ({ name: eventType(name), events: 1 })) }),
    'event.get': () => ({}),
    'event.effects': () => ({ effects: [] }),
    'log.rows': ({ fromRow, limit }) => {
      this.asked.push(`${fromRow}+${limit}`)
      const last = Math.min(this.#history.events, fromRow + limit - 1)
      const rows = Array.from({ length: Math.max(0, last - fromRow + 1) }, (_, index) => this.#row(fromRow + index))
      return { rows, total: this.#history.events, complete: true }
    },
    'log.rowAt': ({ position }) => ({
      row: Math.min(this.#history.events, Math.floor(position / this.#history.gap)),
      total: this.#history.events,
      complete: true,
    }),
    'log.histogram': (query) => this.#histogram(query),
    'log.positionHistogram': (query) => this.#positionHistogram(query),
    'log.rowsAt': ({ positions }) => ({
      rows: positions.map((at) => Math.min(this.#history.events, Math.floor(at / this.#history.gap))),
      total: this.#history.events,
      complete: true,
    }),
  }

  async *#open(): AsyncGenerator<HostSubscriptions['store.open']['message']> {
    const store: OpenedStore = {
      id: STORE,
      name: 'made-up',
      origin: 'store',
      ticket: 'ticket-1' as Ticket,
      link: '',
      recognised: { kind: 'made up', sureness: 'certain', reasons: ['nothing'], notes: [] },
      status: this.#status(),
    }
    yield { kind: 'opened', store }
  }

  async *#watch(): AsyncGenerator<StoreStatus> {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        this.#changed = resolve
      })
      yield this.#status()
      await changed
    }
  }

  #status(): StoreStatus {
    return {
      summary: this.#summary(),
      capabilities: {
        append: true,
        whyNoAppend: '',
        firstVersion: 1,
        commitOrder: true,
        globalOrder: true,
        versionGaps: false,
        time: this.#history.timeUs !== undefined,
      },
      canAllowAppends: true,
      trouble: '',
    }
  }

  #summary(): LogSummary {
    const { events, timeUs } = this.#history
    const times = timeUs && events > 0 && { firstUs: timeUs(1), lastUs: timeUs(events) }
    return { head: this.#positionOf(events), events, streams: 1, ...times }
  }

  #positionOf(row: number): Position {
    return position(row * this.#history.gap)
  }

  #row(row: number): EventRow {
    const kind = (row * 7 + Math.floor(row / 5)) % TYPES.length
    return {
      row,
      position: this.#positionOf(row),
      stream: streamName(`order-${10_000 + ((row * 7919) % 9000)}`),
      version: streamVersion(1 + (row % 9)),
      id: eventId(`event-${row}`),
      type: eventType(TYPES[kind] ?? 'OrderPlaced'),
      createdAtUs: this.#history.timeUs?.(row) ?? 0,
      preview: `{"cents":${(row * 37) % 9999},"currency":"EUR","customer":"customer-${row % 977}","items":[{"sku":"SKU-${row % 57}"}]}`,
    }
  }

  #histogram({ fromUs, toUs, buckets }: HistogramQuery): Histogram {
    const rows = Array.from({ length: buckets + 1 }, (_, index) =>
      index === buckets ? this.#history.events : this.#rowsBefore(fromUs + ((toUs - fromUs) * index) / buckets),
    )
    return {
      fromUs,
      toUs,
      counts: rows.slice(1).map((row, index) => row - (rows[index] ?? 0)),
      edges: rows.map((row) => this.#positionOf(row)),
    }
  }

  #positionHistogram({ after, upTo, buckets }: PositionHistogramQuery): PositionHistogram {
    const edges = Array.from({ length: buckets + 1 }, (_, bucket) => bucketEdge({ after, upTo, buckets }, bucket))
    const rows = edges.map((edge) => Math.floor(edge / this.#history.gap))
    return { after, upTo, counts: rows.slice(1).map((row, index) => row - (rows[index] ?? 0)), edges }
  }

  #rowsBefore(timeUs: number): number {
    let low = 0
    let high = this.#history.events
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#history.timeUs?.(middle + 1) ?? 0) < timeUs) low = middle + 1
      else high = middle
    }
    return low
  }
}

const DAY_US = 86_400_000_000

/** Office days of a shop from Monday 2 March 2026: nights and weekends are idle, and every day has its rush hours. */
export function shopTimes(events: number, days: number): (row: number) => number {
  const firstUs = Date.UTC(2026, 2, 2) * 1000
  return (row) => {
    const place = ((row - 1) / events) * days
    const day = Math.floor(place)
    const part = place - day
    const rushed = part + (Math.sin(part * Math.PI * 6) * 0.9) / (Math.PI * 6)
    return Math.round(firstUs + (day + 2 * Math.floor(day / 5)) * DAY_US + (8 + rushed * 11) * (DAY_US / 24))
  }
}
