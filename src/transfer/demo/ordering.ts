import { type StreamName, streamName } from '../../core/event.ts'
import type { JsonObject } from '../../core/json.ts'
import { paymentMethods } from './catalogue.ts'
import { refund } from './refund.ts'
import type { Shipping } from './shipping.ts'
import type { Recorded, Shop } from './shop.ts'
import { MINUTE, SECOND, SECOND_SCHEMA } from './shop-calendar.ts'
import type { Customer } from './shopping.ts'
import type { Line, Stock } from './stock.ts'

export interface Checkout {
  readonly customer: Customer
  readonly lines: readonly Line[]
  readonly cents: number
  readonly checkedOut: Recorded
}

export interface Order {
  readonly id: string
  readonly stream: StreamName
  readonly payment: StreamName
  readonly paymentId: string
  readonly customer: Customer
  readonly lines: readonly Line[]
  readonly cents: number
}

/** Orders from their placing until they are paid or called off. */
export class Ordering {
  readonly #shop: Shop
  readonly #stock: Stock
  readonly #shipping: Shipping
  /** The first order paid after so many events is refunded twice: the one fault in the history. */
  readonly #faultAfter: number
  #faultPlanted = false
  #orders = 0

  constructor(shop: Shop, stock: Stock, shipping: Shipping, faultAfter: number) {
    this.#shop = shop
    this.#stock = stock
    this.#shipping = shipping
    this.#faultAfter = faultAfter
  }

  place({ customer, lines, cents, checkedOut }: Checkout): void {
    const number = 10_000 + ++this.#orders
    const order: Order = {
      id: `order-${number}`,
      stream: streamName(`order-${number}`),
      payment: streamName(`payment-${number}`),
      paymentId: `payment-${number}`,
      customer,
      lines,
      cents,
    }
    const placed = this.#recordPlaced(order, checkedOut)
    if (!this.#stock.has(lines)) {
      this.#inOrder(order, 'OrderCancelled', { reason: 'out of stock' }, placed, 'warehouse')
      return
    }
    this.#stock.reserve(order.id, lines, placed)
    this.#requestPayment(order, placed, 1)
  }

  /** The first shape has the address in one text; the second has it in parts. */
  #recordPlaced({ id, stream, customer, lines, cents }: Order, cause: Recorded): Recorded {
    const isSecond = this.#shop.now >= SECOND_SCHEMA
    const { street, postcode, city } = customer.address
    return this.#shop.record({
      stream,
      type: 'OrderPlaced',
      schemaVersion: isSecond ? 2 : 1,
      data: {
        orderId: id,
        customerId: customer.id,
        cents,
        currency: 'EUR',
        lines: lines.map(({ product, quantity }) => ({ sku: product.sku, quantity, cents: product.cents })),
        ...(isSecond ? { shippingAddress: { street, postcode, city } } : { address: `${street}, ${postcode} ${city}` }),
      },
      actor: customer.id,
      cause,
    })
  }

  #requestPayment(order: Order, cause: Recorded, attempt: number): void {
    const { random } = this.#shop
    const { paymentId, id, cents, customer } = order
    const data = { paymentId, orderId: id, cents, method: random.pick(paymentMethods), attempt }
    const requested = this.#inPayment(order, 'PaymentRequested', data, cause, customer.id)
    this.#shop.soon(2 * SECOND, 40 * SECOND, () => {
      if (random.chance(0.92)) this.#authorized(order, requested)
      else this.#paymentFailed(order, requested, attempt)
    })
  }

  #paymentFailed(order: Order, cause: Recorded, attempt: number): void {
    const { random } = this.#shop
    const data = { paymentId: order.paymentId, reason: random.pick(['declined', 'expired card', 'limit reached']) }
    const failed = this.#inPayment(order, 'PaymentFailed', data, cause)
    if (attempt < 3 && random.chance(0.6)) {
      this.#shop.soon(30 * SECOND, 5 * MINUTE, () => this.#requestPayment(order, failed, attempt + 1))
      return
    }
    const cancelled = this.#inOrder(order, 'OrderCancelled', { reason: 'not paid' }, failed, 'payments')
    this.#stock.release(order.id, order.lines, cancelled)
  }

  #authorized(order: Order, cause: Recorded): void {
    const { paymentId, cents } = order
    const authorization = `au_${this.#shop.random.bits().toString(36)}`
    const authorized = this.#inPayment(order, 'PaymentAuthorized', { paymentId, cents, authorization }, cause)
    this.#shop.soon(SECOND, 20 * SECOND, () => {
      const captured = this.#inPayment(order, 'PaymentCaptured', { paymentId, cents }, authorized)
      this.#paid(order, this.#inOrder(order, 'PaymentTaken', { paymentId, cents }, captured, 'payments'))
    })
  }

  #paid(order: Order, taken: Recorded): void {
    const { random, recorded } = this.#shop
    if (!this.#faultPlanted && recorded >= this.#faultAfter) {
      this.#faultPlanted = true
      this.#shop.soon(MINUTE, 3 * MINUTE, () => this.#cancelPaid(order, taken, 'twice'))
    } else if (random.chance(0.03)) {
      this.#shop.soon(2 * MINUTE, 20 * MINUTE, () => this.#cancelPaid(order, taken, 'once'))
    } else this.#shipping.prepare(order, taken)
  }

  #cancelPaid(order: Order, cause: Recorded, recordings: 'once' | 'twice'): void {
    const data = { reason: 'changed mind' }
    const cancelled = this.#inOrder(order, 'OrderCancelled', data, cause, order.customer.id)
    this.#stock.release(order.id, order.lines, cancelled)
    refund(this.#shop, order, { cause: cancelled, reason: 'order cancelled', recordings })
  }

  #inOrder(
    order: Order,
    type: 'PaymentTaken' | 'OrderCancelled',
    data: JsonObject,
    cause: Recorded,
    actor: string,
  ): Recorded {
    return this.#shop.record({ stream: order.stream, type, data: { orderId: order.id, ...data }, actor, cause })
  }

  #inPayment(
    order: Order,
    type: 'PaymentRequested' | 'PaymentFailed' | 'PaymentAuthorized' | 'PaymentCaptured',
    data: JsonObject,
    cause: Recorded,
    actor = 'payment-provider',
  ): Recorded {
    return this.#shop.record({ stream: order.payment, type, data, actor, cause })
  }
}
