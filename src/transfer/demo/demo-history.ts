import { BATCH_EVENTS, type HistoryBatch } from '../history-source.ts'
import { Ordering } from './ordering.ts'
import { Shipping } from './shipping.ts'
import { Shop } from './shop.ts'
import { Shopping } from './shopping.ts'
import { Stock } from './stock.ts'

export interface DemoOptions {
  readonly events: number
  /** A safe integer from 0; the same seed gives the same history, to the byte. */
  readonly seed: number
}

export const DEMO_SEED = 1
export const DEMO_EVENTS = 100_000

/**
 * A shop's history from 2024-03-01 on: about 400 days of it, the busier the more events it has. OrderPlaced changes its
 * shape once, and from about 300 events on it holds exactly one fault: a refund recorded twice, by a webhook that was
 * called again.
 */
export async function* demoHistory({ events: total, seed }: DemoOptions): AsyncGenerator<HistoryBatch, void> {
  const shop = new Shop(total, seed)
  const stock = new Stock(shop)
  new Shopping(shop, new Ordering(shop, stock, new Shipping(shop), Math.floor(total * 0.6)))
  let done = 0
  while (done < total) {
    const wanted = Math.min(total, done + BATCH_EVENTS)
    while (shop.recorded < wanted) shop.step()
    const taken = shop.take()
    for (let from = 0; from < taken.length; from += BATCH_EVENTS) {
      const events = taken.slice(from, from + Math.min(BATCH_EVENTS, total - done))
      done += events.length
      if (events.length > 0) yield { events, faults: [], done, total }
    }
  }
}
