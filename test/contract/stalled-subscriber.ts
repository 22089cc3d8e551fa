import { MessageChannel } from 'node:worker_threads'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { connectHost } from '../../src/contract/host-client.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import { messagePortTransport } from '../../src/contract/message-port-transport.ts'
import { RemoteEventBus } from '../../src/contract/remote-event-bus.ts'
import type { Transport } from '../../src/contract/transport.ts'
import type { Event } from '../../src/core/event.ts'
import type { EventBus } from '../../src/core/event-bus.ts'
import type { ReadAllOptions, SubscriptionMessage } from '../../src/core/event-store-backend.ts'
import type { ServedStore } from '../host/served-memory-store.ts'

/** A store in memory that counts the events it gave to readers who can stop it: its index, which reads all, cannot. */
export class CountingStore extends MemoryStore {
  given = 0

  override async *readAll(options: ReadAllOptions = {}): AsyncGenerator<readonly Event[], void> {
    for await (const page of super.readAll(options)) {
      if (options.signal !== undefined) this.given += page.length
      yield page
    }
  }
}

/** A transport that counts the messages which left through it. */
interface CountingTransport extends Transport {
  readonly sent: { messages: number }
}

function counting(transport: Transport): CountingTransport {
  const sent = { messages: 0 }
  return {
    sent,
    send: (text) => {
      if (text.includes('"kind":"message"')) sent.messages++
      transport.send(text)
    },
    listen: (onText, onClose) => transport.listen(onText, onClose),
    close: () => transport.close(),
  }
}

export interface ServedBus {
  readonly bus: Pick<EventBus, 'subscribe'>
  /** How many messages the host has sent to the subscriber. */
  readonly sent: { readonly messages: number }
  close(): Promise<void>
}

export type Wire = 'a loopback pair' | 'a message channel'

function joined(wire: Wire): readonly [Transport, Transport] {
  if (wire === 'a loopback pair') return loopbackPair()
  const { port1, port2 } = new MessageChannel()
  return [messagePortTransport(port1), messagePortTransport(port2)]
}

/** Serves a store to one client, whose bus it gives. */
export function connect(served: ServedStore, wire: Wire): ServedBus {
  const [near, far] = joined(wire)
  const host = counting(far)
  const serving = served.serve(host)
  const client = connectHost(near)
  return {
    bus: new RemoteEventBus(client, served.id),
    sent: host.sent,
    close: async () => {
      client.close()
      await serving
    },
  }
}

export interface StallReport {
  /** Most events that had left the store and were not taken yet. */
  readonly held: number
  /** How many events the subscriber lacked when it took again. */
  readonly behind: number
  /** The positions it got, in the order it got them. */
  readonly positions: readonly number[]
}

/** Lets a subscriber take one message and then nothing while `produce` appends; then it takes everything. */
export async function stall(
  store: CountingStore,
  subscribe: EventBus['subscribe'],
  produce: () => Promise<void>,
): Promise<StallReport> {
  const messages = subscribe()[Symbol.asyncIterator]()
  const positions: number[] = []
  const take = async (): Promise<SubscriptionMessage> => {
    const next = await messages.next()
    if (next.done === true) throw new Error('the subscription ended')
    if (next.value.kind === 'events') positions.push(...next.value.events.map((event) => event.position))
    return next.value
  }
  await take()
  const given = store.given
  await produce()
  const held = store.given - given
  const behind = (await store.head()) - (positions.at(-1) ?? 0)
  for (;;) {
    const message = await take()
    if (message.kind === 'caught-up' && message.position === (await store.head())) break
  }
  await messages.return?.()
  return { held, behind, positions }
}
