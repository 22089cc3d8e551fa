import { type StreamName, streamName } from '../../core/event.ts'
import { carriers, returnReasons } from './catalogue.ts'
import type { Order } from './ordering.ts'
import { refund } from './refund.ts'
import type { Recorded, Shop } from './shop.ts'
import { DAY, HOUR, MINUTE } from './shop-calendar.ts'

/** Paid orders on their way to the customer, and now and then back. */
export class Shipping {
  readonly #shop: Shop

  constructor(shop: Shop) {
    this.#shop = shop
  }

  prepare(order: Order, cause: Recorded): void {
    const { calendar, random } = this.#shop
    const shipmentId = order.id.replace('order-', 'shipment-')
    const stream = streamName(shipmentId)
    const at = calendar.shift(this.#shop.now + random.between(20 * MINUTE, 6 * HOUR), random)
    this.#shop.plan(at, () => {
      const items = order.lines.map(({ product, quantity }) => ({ sku: product.sku, quantity }))
      const prepared = this.#inShipment(stream, 'ShipmentPrepared', { shipmentId, orderId: order.id, items }, cause)
      const leaves = calendar.shift(this.#shop.now + random.between(HOUR, 4 * HOUR), random)
      this.#shop.plan(leaves, () => this.#dispatch(order, stream, shipmentId, prepared))
    })
  }

  #dispatch(order: Order, stream: StreamName, shipmentId: string, cause: Recorded): void {
    const { calendar, random } = this.#shop
    const carrier = random.pick(carriers)
    const tracking = `${carrier.slice(0, 2).toUpperCase()}${random.bits()}`
    const dispatched = this.#inShipment(stream, 'ShipmentDispatched', { shipmentId, carrier, tracking }, cause)
    this.#inOrder(order, 'ItemShipped', { orderId: order.id, shipmentId }, dispatched)
    const arrives = calendar.delivery(this.#shop.now + random.between(0.7 * DAY, 4 * DAY), random)
    this.#shop.plan(arrives, () => this.#deliver(order, stream, shipmentId, dispatched))
  }

  #deliver(order: Order, stream: StreamName, shipmentId: string, cause: Recorded): void {
    const { calendar, random } = this.#shop
    const delivered = this.#inShipment(stream, 'ShipmentDelivered', { shipmentId }, cause)
    const done = this.#inOrder(order, 'OrderDelivered', { orderId: order.id }, delivered)
    if (!random.chance(0.06)) return
    const back = calendar.delivery(this.#shop.now + random.between(3 * DAY, 14 * DAY), random)
    this.#shop.plan(back, () => {
      const reason = random.pick(returnReasons)
      const returned = this.#inShipment(stream, 'ShipmentReturned', { shipmentId, reason }, done)
      refund(this.#shop, order, { cause: returned, reason, recordings: 'once' })
    })
  }

  #inShipment(
    stream: StreamName,
    type: 'ShipmentPrepared' | 'ShipmentDispatched' | 'ShipmentDelivered' | 'ShipmentReturned',
    data: Parameters<Shop['record']>[0]['data'],
    cause: Recorded,
  ): Recorded {
    const isCarrier = type === 'ShipmentDelivered'
    return this.#shop.record({ stream, type, data, actor: isCarrier ? 'carrier' : 'warehouse', cause })
  }

  #inOrder(
    order: Order,
    type: 'ItemShipped' | 'OrderDelivered',
    data: Record<string, string>,
    cause: Recorded,
  ): Recorded {
    return this.#shop.record({ stream: order.stream, type, data, actor: 'shipping', cause })
  }
}
