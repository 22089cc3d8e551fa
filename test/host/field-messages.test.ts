import { expect, test } from 'vitest'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { connectHost } from '../../src/contract/host-client.ts'
import type { FieldsMessage } from '../../src/contract/host-contract.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import { eventType } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { fieldMessages } from '../../src/host/field-messages.ts'
import { append } from '../backends/store-test.ts'
import { serveMemoryStore } from './served-memory-store.ts'

function placed(n: number) {
  const data = n <= 1500 ? { cents: n } : { cents: n, currency: 'EUR' }
  return new EventBuilder().stream(`order-${n}`).type('OrderPlaced').data(data).build()
}

function paid(n: number) {
  return new EventBuilder().stream(`order-${n}`).type('PaymentTaken').data({ by: 'card' }).build()
}

test('a client is told how far the reading is, then which fields the events of the type had when', async () => {
  const served = await serveMemoryStore()
  for (let n = 1; n <= 2500; n++) await append(served.store, placed(n))
  for (let n = 1; n <= 3; n++) await append(served.store, paid(n))
  const [near, far] = loopbackPair()
  const serving = served.serve(far)
  const client = connectHost(near)
  const messages: FieldsMessage[] = []
  for await (const message of client.subscribe('types.fields', { store: served.id, type: eventType('OrderPlaced') }))
    messages.push(message)
  expect(messages[0]).toMatchObject({ kind: 'progress', total: 2500 })
  expect(messages.filter(({ kind }) => kind === 'fields')).toHaveLength(1)
  const [last] = messages.slice(-1)
  expect(last).toMatchObject({
    kind: 'fields',
    fields: {
      events: 2500,
      fields: [
        { path: 'data.cents', present: 2500, firstWith: 1, lastWith: 2500 },
        { path: 'data.currency', present: 1000, firstWith: 1501, lastWith: 2500 },
      ],
    },
  })
  client.close()
  await serving
  await served.dispose()
})

test('of a type that there is not there are no fields', async () => {
  const served = await serveMemoryStore()
  const messages: FieldsMessage[] = []
  const log = { store: served.store, index: { types: async () => [] } }
  for await (const message of fieldMessages(log, eventType('Nothing'), new AbortController().signal))
    messages.push(message)
  expect(messages.at(-1)).toMatchObject({ kind: 'fields', fields: { events: 0, fields: [] } })
  await served.dispose()
})

test('the reading ends when its reader leaves', async () => {
  const store = new MemoryStore()
  for (let n = 1; n <= 3000; n++) await append(store, placed(n))
  const signals: AbortSignal[] = []
  const readAll: MemoryStore['readAll'] = (options) => {
    if (options?.signal instanceof AbortSignal) signals.push(options.signal)
    return store.readAll(options)
  }
  const log = { store: { readAll }, index: { types: async () => [] } }
  for await (const message of fieldMessages(log, eventType('OrderPlaced'), new AbortController().signal)) {
    expect(message.kind).toBe('progress')
    break
  }
  expect(signals.map(({ aborted }) => aborted)).toEqual([true])
})
