import { type StreamName, streamName } from '../../core/event.ts'
import { type Address, products, someAddress, somePerson } from './catalogue.ts'
import type { Ordering } from './ordering.ts'
import type { Recorded, Shop } from './shop.ts'
import { DAY, HOUR, MINUTE, OPENING_DAY, SECOND } from './shop-calendar.ts'
import type { Line } from './stock.ts'

export interface Customer {
  readonly id: string
  readonly stream: StreamName
  readonly name: string
  address: Address
}

interface Cart {
  readonly id: string
  readonly stream: StreamName
  readonly customer: Customer
  readonly lines: Map<string, Line>
  readonly opened: Recorded
}

/** Customers as they come, fill their carts, and check out or walk away. */
export class Shopping {
  readonly #shop: Shop
  readonly #ordering: Ordering
  readonly #customers: Customer[] = []
  readonly #busiestPerDay: number
  #carts = 0

  constructor(shop: Shop, ordering: Ordering) {
    this.#shop = shop
    this.#ordering = ordering
    this.#busiestPerDay = (shop.visitsPerDay / shop.calendar.usual) * shop.calendar.busiest
    shop.plan(OPENING_DAY + 7 * HOUR, () => this.#maybeVisit())
  }

  /** Arrivals by chance at a rate that changes: as many as at the busiest hour, most of them turned down (thinning). */
  #maybeVisit(): void {
    const { calendar, random } = this.#shop
    if (random.chance(calendar.busyness(this.#shop.now) / calendar.busiest)) this.#visit()
    this.#shop.plan(this.#shop.now + random.wait(DAY / this.#busiestPerDay), () => this.#maybeVisit())
  }

  #visit(): void {
    const { random } = this.#shop
    const isNew = this.#customers.length === 0 || random.chance(0.35)
    const customer = isNew ? this.#register() : random.pick(this.#customers)
    const id = `${10_000 + ++this.#carts}`
    const stream = streamName(`cart-${id}`)
    const data = { cartId: id, customerId: customer.id }
    const opened = this.#shop.record({ stream, type: 'CartOpened', data, actor: customer.id })
    const cart = { id, stream, customer, lines: new Map(), opened }
    const items = random.whole(1, 3)
    this.#shop.soon(10 * SECOND, 4 * MINUTE, () => this.#add(cart, items))
  }

  #register(): Customer {
    const { random } = this.#shop
    const id = `customer-${1000 + this.#customers.length + 1}`
    const customer = { id, stream: streamName(id), name: somePerson(random), address: someAddress(random) }
    const email = `${customer.name.split(' ')[0]?.toLowerCase()}.${1000 + this.#customers.length + 1}@example.org`
    this.#shop.record({
      stream: customer.stream,
      type: 'CustomerRegistered',
      data: { customerId: id, name: customer.name, email, address: { ...customer.address } },
      actor: id,
    })
    this.#customers.push(customer)
    if (random.chance(0.15)) this.#shop.soon(20 * DAY, 300 * DAY, () => this.#move(customer))
    return customer
  }

  /** People move house by day. */
  #move(customer: Customer): void {
    const { calendar, random } = this.#shop
    const at = calendar.delivery(this.#shop.now, random)
    this.#shop.plan(at, () => {
      customer.address = someAddress(random)
      this.#shop.record({
        stream: customer.stream,
        type: 'AddressChanged',
        data: { customerId: customer.id, address: { ...customer.address } },
        actor: customer.id,
      })
    })
  }

  #add(cart: Cart, more: number): void {
    const { random } = this.#shop
    const product = random.pick(products)
    const { sku, name, cents } = product
    const quantity = random.chance(0.75) ? 1 : random.whole(2, 4)
    cart.lines.set(sku, { product, quantity: (cart.lines.get(sku)?.quantity ?? 0) + quantity })
    this.#inCart(cart, 'ItemAddedToCart', { cartId: cart.id, sku, name, quantity, cents })
    if (random.chance(0.1)) this.#shop.soon(5 * SECOND, MINUTE, () => this.#remove(cart, sku))
    if (more > 1) this.#shop.soon(15 * SECOND, 6 * MINUTE, () => this.#add(cart, more - 1))
    else this.#shop.soon(90 * SECOND, 10 * MINUTE, () => this.#leave(cart))
  }

  #remove(cart: Cart, sku: string): void {
    if (!cart.lines.delete(sku)) return
    this.#inCart(cart, 'ItemRemovedFromCart', { cartId: cart.id, sku })
  }

  #leave(cart: Cart): void {
    if (cart.lines.size > 0 && this.#shop.random.chance(0.65)) {
      this.#checkOut(cart)
      return
    }
    this.#shop.plan(this.#shop.now + DAY, () => {
      this.#shop.record({
        stream: cart.stream,
        type: 'CartAbandoned',
        data: { cartId: cart.id, afterHours: 24 },
        actor: 'cart-timer',
        cause: cart.opened,
      })
    })
  }

  #checkOut(cart: Cart): void {
    const lines = [...cart.lines.values()]
    const cents = lines.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0)
    const checkedOut = this.#inCart(cart, 'CartCheckedOut', { cartId: cart.id, items: lines.length, cents })
    this.#ordering.place({ customer: cart.customer, lines, cents, checkedOut })
  }

  #inCart(
    cart: Cart,
    type: 'ItemAddedToCart' | 'ItemRemovedFromCart' | 'CartCheckedOut',
    data: Record<string, string | number>,
  ): Recorded {
    return this.#shop.record({ stream: cart.stream, type, data, actor: cart.customer.id, cause: cart.opened })
  }
}
