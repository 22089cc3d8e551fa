import { type EventId, eventId, type NewEvent } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { formatUuid } from '../../src/core/uuid.ts'
import type { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'

const categories = ['order', 'cart', 'payment'] as const
const types = ['OrderPlaced', 'ItemAdded', 'PaymentTaken', 'ItemShipped', 'OrderCancelled'] as const
const noonUs = Date.UTC(2024, 4, 1, 12) * 1000

/**
 * One to twenty events of one stream, which an append must keep whole or not at all: data names the batch, by a word that no other
 * event has, and its size.
 */
export function crashBatch(random: SeededRandom): readonly NewEvent[] {
  const stream = crashStream(random)
  const size = random.whole(1, 20)
  const batch = randomId(random).replaceAll('-', '')
  return Array.from({ length: size }, () => crashEvent(random, stream, { batch, size }))
}

/** Events of many streams, as an import has them: the same ones for the same seed. */
export function crashHistory(random: SeededRandom, count: number): readonly NewEvent[] {
  return Array.from({ length: count }, () => crashEvent(random, crashStream(random), {}))
}

function crashStream(random: SeededRandom): string {
  return `${random.pick(categories)}-${random.whole(1, 12)}`
}

function crashEvent(
  random: SeededRandom,
  stream: string,
  batch: { readonly [member: string]: string | number },
): NewEvent {
  const builder = new EventBuilder()
    .stream(stream)
    .type(random.pick(types))
    .id(randomId(random))
    .createdAtUs(noonUs + random.whole(-1_000_000, 1_000_000))
    .data({ ...batch, note: 'n'.repeat(random.chance(0.02) ? 6000 : random.whole(0, 200)) })
  return (
    random.chance(0.5) ? builder.correlationId(`work-${random.whole(1, 9)}`).causationId(randomId(random)) : builder
  ).build()
}

function randomId(random: SeededRandom): EventId {
  return eventId(formatUuid(Uint8Array.from({ length: 16 }, () => random.whole(0, 255))))
}
