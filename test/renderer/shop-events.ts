import type { NewEvent } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'

/** 2026-03-01 10:00:00 UTC. */
const SHOP_START_US = Date.UTC(2026, 2, 1, 10) * 1000

/** Order n's events, a second apart from all others: placed, then paid because of that. */
export function orderEvents(n: number): readonly [NewEvent, NewEvent] {
  const atUs = SHOP_START_US + n * 2_000_000
  const order = new EventBuilder().stream(`order-${n}`)
  const placed = order
    .type('OrderPlaced')
    .id(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`)
    .createdAtUs(atUs)
    .dataText(`{"cents":${n * 100},"big":12345678901234567890}`)
    .build()
  const paid = order
    .type('PaymentTaken')
    .createdAtUs(atUs + 1_000_000)
    .data({ cents: n * 100 })
    .causedBy(placed)
    .build()
  return [placed, paid]
}

/** Orders 1 to n: positions 1 to 2n. */
export function shop(orders: number): readonly NewEvent[] {
  return Array.from({ length: orders }, (_, index) => orderEvents(index + 1)).flat()
}
