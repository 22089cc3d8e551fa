import { type EventId, eventId, eventType, type NewEvent, type StreamName } from '../../core/event.ts'
import { type JsonObject, jsonTextOf } from '../../core/json.ts'
import { Agenda } from './agenda.ts'
import { SeededRandom } from './seeded-random.ts'
import { BUSINESS_DAYS, OPENING_DAY, ShopCalendar } from './shop-calendar.ts'

const types = {
  CustomerRegistered: eventType('CustomerRegistered'),
  AddressChanged: eventType('AddressChanged'),
  CartOpened: eventType('CartOpened'),
  ItemAddedToCart: eventType('ItemAddedToCart'),
  ItemRemovedFromCart: eventType('ItemRemovedFromCart'),
  CartCheckedOut: eventType('CartCheckedOut'),
  CartAbandoned: eventType('CartAbandoned'),
  OrderPlaced: eventType('OrderPlaced'),
  PaymentTaken: eventType('PaymentTaken'),
  ItemShipped: eventType('ItemShipped'),
  OrderDelivered: eventType('OrderDelivered'),
  OrderCancelled: eventType('OrderCancelled'),
  PaymentRequested: eventType('PaymentRequested'),
  PaymentAuthorized: eventType('PaymentAuthorized'),
  PaymentFailed: eventType('PaymentFailed'),
  PaymentCaptured: eventType('PaymentCaptured'),
  RefundRequested: eventType('RefundRequested'),
  RefundRecorded: eventType('RefundRecorded'),
  ShipmentPrepared: eventType('ShipmentPrepared'),
  ShipmentDispatched: eventType('ShipmentDispatched'),
  ShipmentDelivered: eventType('ShipmentDelivered'),
  ShipmentReturned: eventType('ShipmentReturned'),
  StockReceived: eventType('StockReceived'),
  StockReserved: eventType('StockReserved'),
  StockReleased: eventType('StockReleased'),
} as const

/** Events of one visit, with all that follows from it, on average. */
const EVENTS_PER_VISIT = 13

/** What an event says of itself to those it causes. */
export interface Recorded {
  readonly id: EventId
  readonly correlationId: string
}

interface Fact {
  readonly stream: StreamName
  readonly type: keyof typeof types
  readonly data: JsonObject
  readonly actor: string
  readonly cause?: Recorded
  readonly schemaVersion?: number
  /** Members of metadata besides the links. */
  readonly context?: JsonObject
}

/** The shop as a whole: its clock, what is planned, and the events of it that nobody took yet. */
export class Shop {
  readonly random: SeededRandom
  readonly calendar: ShopCalendar
  /** Visits on an ordinary day. */
  readonly visitsPerDay: number
  /** Events recorded so far. */
  recorded = 0

  readonly #agenda = new Agenda()
  #clock = OPENING_DAY
  #events: NewEvent[] = []

  /** A shop as busy as it takes for about `events` in {@link BUSINESS_DAYS}. */
  constructor(events: number, seed: number) {
    this.random = new SeededRandom(seed)
    this.calendar = new ShopCalendar(this.random)
    this.visitsPerDay = Math.max(0.3, events / (EVENTS_PER_VISIT * BUSINESS_DAYS))
  }

  /** Microseconds since 1970. It moves on a little with every event, so that no two have one time. */
  get now(): number {
    return this.#clock
  }

  plan(at: number, act: () => void): void {
    this.#agenda.plan(Math.floor(at), act)
  }

  /** Plans something for some time between two delays from now, in microseconds. */
  soon(least: number, most: number, act: () => void): void {
    this.plan(this.#clock + this.random.between(least, most), act)
  }

  /** Lets the next planned thing happen. */
  step(): void {
    const next = this.#agenda.next()
    if (next === undefined) return
    if (next.at > this.#clock) this.#clock = next.at
    next.act()
  }

  record({ stream, type, data, actor, cause, schemaVersion = 1, context }: Fact): Recorded {
    this.#clock += this.random.whole(1, 400)
    const id = this.#id()
    const correlationId = cause?.correlationId ?? id
    this.recorded += 1
    this.#events.push({
      stream,
      type: types[type],
      id,
      schemaVersion,
      createdAtUs: this.#clock,
      data: jsonTextOf(data),
      metadata: jsonTextOf({
        ...(cause && { causationId: cause.id }),
        correlationId,
        actorId: actor,
        ...context,
      }),
    })
    return { id, correlationId }
  }

  /** Gives away the recorded events. */
  take(): readonly NewEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  /** A UUIDv7 of the shop's clock: its 12 bits after the version are the part of the millisecond (RFC 9562, 6.2, method 3). */
  #id(): EventId {
    const ms = Math.floor(this.#clock / 1000)
    const part = Math.floor(((this.#clock % 1000) * 4096) / 1000)
    const time = hex(ms, 12)
    const variant = 0x8000 | (this.random.bits() & 0x3fff)
    const tail = hex(this.random.bits(), 8) + hex(this.random.bits() & 0xffff, 4)
    return eventId(`${time.slice(0, 8)}-${time.slice(8)}-7${hex(part, 3)}-${hex(variant, 4)}-${tail}`)
  }
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
