import { type StreamName, streamName } from '../../core/event.ts'
import { type Product, products } from './catalogue.ts'
import type { Recorded, Shop } from './shop.ts'
import { DAY, HOUR, OPENING_DAY } from './shop-calendar.ts'

export interface Line {
  readonly product: Product
  readonly quantity: number
}

interface Shelf {
  readonly stream: StreamName
  readonly sku: string
  available: number
  /** Whether more is on its way. */
  ordered: boolean
}

/** What lies in the warehouse: reserved by orders, released by cancellations, filled up when it runs low. */
export class Stock {
  readonly #shop: Shop
  readonly #shelves = new Map<string, Shelf>()
  readonly #refill: number
  readonly #low: number

  constructor(shop: Shop) {
    this.#shop = shop
    const dailyDemand = (shop.visitsPerDay * 1.6) / products.length
    this.#refill = Math.ceil(dailyDemand * 25) + 10
    this.#low = Math.ceil(dailyDemand * 10) + 4
    for (const { sku } of products) {
      const shelf = { stream: streamName(`stock-${sku}`), sku, available: 0, ordered: true }
      this.#shelves.set(sku, shelf)
      shop.plan(OPENING_DAY + shop.random.between(5 * HOUR, 6 * HOUR), () => this.#receive(shelf))
    }
  }

  has(lines: readonly Line[]): boolean {
    return lines.every(({ product, quantity }) => (this.#shelves.get(product.sku)?.available ?? 0) >= quantity)
  }

  reserve(orderId: string, lines: readonly Line[], cause: Recorded): void {
    this.#move(lines, (shelf, quantity) => {
      shelf.available -= quantity
      const { sku, stream, available } = shelf
      const reserved = this.#shop.record({
        stream,
        type: 'StockReserved',
        data: { sku, orderId, quantity, available },
        actor: 'warehouse',
        cause,
      })
      if (available < this.#low && !shelf.ordered) this.#order(shelf, reserved)
    })
  }

  release(orderId: string, lines: readonly Line[], cause: Recorded): void {
    this.#move(lines, (shelf, quantity) => {
      shelf.available += quantity
      const { sku, stream, available } = shelf
      this.#shop.record({
        stream,
        type: 'StockReleased',
        data: { sku, orderId, quantity, available },
        actor: 'warehouse',
        cause,
      })
    })
  }

  #move(lines: readonly Line[], move: (shelf: Shelf, quantity: number) => void): void {
    for (const { product, quantity } of lines) {
      const shelf = this.#shelves.get(product.sku)
      if (shelf) move(shelf, quantity)
    }
  }

  #order(shelf: Shelf, cause: Recorded): void {
    const { calendar, random } = this.#shop
    shelf.ordered = true
    const arrival = calendar.shift(this.#shop.now + random.between(2 * DAY, 5 * DAY), random)
    this.#shop.plan(arrival, () => this.#receive(shelf, cause))
  }

  #receive(shelf: Shelf, cause?: Recorded): void {
    const quantity = this.#refill + this.#shop.random.whole(0, 10)
    shelf.available += quantity
    shelf.ordered = false
    const { sku, stream, available } = shelf
    this.#shop.record({
      stream,
      type: 'StockReceived',
      data: { sku, quantity, available },
      actor: 'warehouse',
      ...(cause && { cause }),
    })
  }
}
