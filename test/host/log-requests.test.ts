import { expect, test } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import type { StoreId } from '../../src/contract/host-contract.ts'
import { eventType, position, START } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import { logRequests } from '../../src/host/log-requests.ts'

const store = 'store' as StoreId
const { signal } = new AbortController()

async function requestsOver(...events: readonly EventBuilder[]) {
  const backend = new MemoryStore()
  for (const event of events) await backend.storeEvent(event.build())
  const log = { store: backend, index: new GeneralLogIndex(logSourceOf(backend)) }
  return logRequests({ get: () => log })
}

const event = (stream: string, type: string): EventBuilder => new EventBuilder().stream(stream).type(type)

test('values at paths are JSON texts as they are written, null where there is nothing, cut where they are long', async () => {
  const requests = await requestsOver(
    event('order-1', 'OrderPlaced').dataText('{"total":12345678901234567890.10,"note":"a\\"b","lines":[{"sku":"x"}]}'),
    event('order-1', 'OrderPaid')
      .data({ text: 'x'.repeat(1000) })
      .metadataText('{"user":null}'),
  )
  const paths = ['data.total', 'data.note', 'data.lines[0].sku', 'meta.user', 'data.text']
  const positions = [1, 2, 3].map(position)
  const { values } = await requests['log.values']({ store, positions, paths }, signal)
  expect(values[0]).toEqual(['12345678901234567890.10', '"a\\"b"', '"x"', null, null])
  expect(values[1]?.slice(0, 4)).toEqual([null, null, null, 'null'])
  expect(values[1]?.[4]).toHaveLength(200)
  expect(values[2]).toEqual([null, null, null, null, null])
})

test('a path that is none is refused', async () => {
  const requests = await requestsOver(event('order-1', 'OrderPlaced'))
  const asked = requests['log.values']({ store, positions: [position(1)], paths: ['total'] }, signal)
  await expect(asked).rejects.toMatchObject({ code: 'invalid-filter' })
})

test('previews of rows do not show what is masked, even where the mask lies past what they show', async () => {
  const long = 'x'.repeat(180)
  const requests = await requestsOver(event('customer-1', 'Registered').data({ long, email: 'a@b.example' }))
  const ask = (masks: readonly string[]) =>
    requests['log.rows']({ store, view: EVERYTHING, fromRow: 1, limit: 10, masks }, signal)
  expect((await ask([])).rows[0]?.preview).toMatch(/"email":"$/)
  expect((await ask(['data.long'])).rows[0]?.preview).toBe('{"long":"***","email":"a@b.example"}')
  expect((await ask(['data'])).rows[0]?.preview).toBe('"***"')
})

test('the rows of a view at positions are how many of its events there are up to each', async () => {
  const requests = await requestsOver(
    event('a', 'One'),
    event('b', 'Two'),
    event('a', 'Two'),
    event('c', 'One'),
    event('a', 'Two'),
  )
  const positions = [0, 1, 2, 3, 4, 5, 9].map(position)
  const answer = await requests['log.rowsAt']({ store, view: { types: [eventType('Two')] }, positions }, signal)
  expect(answer).toEqual({ rows: [0, 0, 1, 2, 2, 3, 3], total: 3, complete: true })
})

test('a type is seen first and last at the events that are, and nowhere where it is none', async () => {
  const requests = await requestsOver(event('a', 'One'), event('a', 'Two'), event('b', 'Two'), event('b', 'Three'))
  const span = await requests['types.span']({ store, type: eventType('Two') }, signal)
  expect(span).toMatchObject({ first: { position: 2 }, last: { position: 3 } })
  expect(await requests['types.span']({ store, type: eventType('Three') }, signal)).toMatchObject({
    first: { position: 4 },
    last: { position: 4 },
  })
  expect(await requests['types.span']({ store, type: eventType('Four') }, signal)).toEqual({})
})

test('the events of a correlation come in order, each with what it names as its cause, from after a position', async () => {
  const of = (causationId?: string) => ({ correlationId: 'sale-1', ...(causationId !== undefined && { causationId }) })
  const requests = await requestsOver(
    event('a', 'One').metadata(of()),
    event('b', 'Two').metadata(of('elsewhere')),
    event('b', 'Other').metadata({ correlationId: 'sale-2' }),
    event('c', 'Three').metadata(of('elsewhere')),
  )
  const ask = (after: number, limit: number) =>
    requests['event.correlated']({ store, correlationId: 'sale-1', after: position(after), limit }, signal)
  expect((await ask(START, 10)).events.map((one) => [one.position, one.type, one.causationId])).toEqual([
    [1, 'One', undefined],
    [2, 'Two', 'elsewhere'],
    [4, 'Three', 'elsewhere'],
  ])
  expect((await ask(1, 1)).events.map((one) => one.position)).toEqual([2])
})
