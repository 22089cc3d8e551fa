import { describe, expect, test as plainTest } from 'vitest'
import { connectHost, type HostClient, SUBSCRIPTION_WINDOW } from '../../src/contract/host-client.ts'
import type { Ticket } from '../../src/contract/host-contract.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import { position } from '../../src/core/event.ts'
import type { ClientHandlers } from '../../src/host/host-handlers.ts'
import { MAX_REQUESTS, MAX_SUBSCRIPTIONS } from '../../src/host/serve-client.ts'
import { append, events } from '../backends/store-test.ts'
import { RawClient } from './raw-client.ts'
import { type ServedMemoryStore, serveMemoryStore } from './served-memory-store.ts'

interface Fixtures {
  readonly served: ServedMemoryStore
  readonly client: HostClient
  readonly raw: RawClient
}

const test = plainTest.extend<Fixtures>({
  served: async ({}, use) => {
    const served = await serveMemoryStore()
    await use(served)
    await served.dispose()
  },
  client: async ({ served }, use) => {
    const [near, far] = loopbackPair()
    const serving = served.serve(far)
    const client = connectHost(near)
    await use(client)
    client.close()
    await serving
  },
  raw: async ({ served }, use) => {
    const raw = new RawClient()
    const serving = served.serve(raw.far)
    await use(raw)
    raw.close()
    await serving
  },
})

/** The store's handlers, with `host.info` answered by whatever the test wants to. */
function withInfo(served: ServedMemoryStore, info: ClientHandlers['requests']['host.info']): ClientHandlers {
  return { ...served.handlers, requests: { ...served.handlers.requests, 'host.info': info } }
}

describe('a request', () => {
  test('that the contract does not know is named as such', async ({ raw }) => {
    for (const [id, name] of ['no.such', '__proto__', 'constructor', 'toString', ''].entries()) {
      raw.send({ kind: 'request', id: id + 1, name, input: {} })
      expect(await raw.received()).toMatchObject({
        kind: 'error',
        error: { code: 'invalid-request', details: { request: name } },
      })
    }
  })

  test('with a filter that does not parse is told the column', async ({ raw, served }) => {
    for (const [id, where] of ['type:A or', 'x'.repeat(10_001)].entries())
      raw.send({
        kind: 'request',
        id: id + 1,
        name: 'log.rows',
        input: { store: served.id, view: { where }, fromRow: 1, limit: 1 },
      })
    const answers = [await raw.received(), await raw.received()]
    expect(answers).toContainEqual({
      kind: 'error',
      id: 1,
      error: {
        code: 'invalid-filter',
        message: 'filter, column 10: expected a term, the filter ends',
        details: { column: 10, expected: 'a term' },
      },
    })
    expect(answers).toContainEqual(
      expect.objectContaining({ id: 2, error: expect.objectContaining({ code: 'invalid-request' }) }),
    )
  })

  test('with input that does not fit says which member is wrong', async ({ raw, served }) => {
    raw.send({
      kind: 'request',
      id: 1,
      name: 'log.rows',
      input: { store: served.id, view: {}, fromRow: 1, limit: 'x' },
    })
    expect(await raw.received()).toMatchObject({
      error: { code: 'invalid-request', message: expect.stringContaining('log.rows: limit') },
    })
  })

  test('with a member too many does not fit', async ({ raw, served }) => {
    raw.send({ kind: 'request', id: 1, name: 'types.list', input: { store: served.id, path: '/etc/passwd' } })
    expect(await raw.received()).toMatchObject({ error: { code: 'invalid-request' } })
  })

  test('with a name that no stream has is a bad name', async ({ raw, served }) => {
    raw.send({
      kind: 'request',
      id: 1,
      name: 'event.inStream',
      input: { store: served.id, stream: 'a\nb', version: 1 },
    })
    expect(await raw.received()).toMatchObject({ error: { code: 'bad-name' } })
  })

  test('for a store that is not open says so', async ({ raw }) => {
    raw.send({ kind: 'request', id: 1, name: 'types.list', input: { store: 'guess' } })
    expect(await raw.received()).toMatchObject({ error: { code: 'store-not-open' } })
  })

  test('that is cancelled while it runs is aborted and never answered', async ({ served }) => {
    const raw = new RawClient()
    const aborted = Promise.withResolvers<void>()
    const handlers = withInfo(served, (_input, signal) => {
      signal.addEventListener('abort', () => aborted.resolve())
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    const serving = served.serve(raw.far, handlers)
    raw.send({ kind: 'request', id: 1, name: 'host.info', input: {} })
    raw.send({ kind: 'cancel', id: 1 })
    raw.send({ kind: 'request', id: 2, name: 'types.list', input: { store: served.id } })
    await aborted.promise
    expect(await raw.received()).toMatchObject({ id: 2, output: { types: [] } })
    raw.close()
    await serving
    expect(served.bugs).toEqual([])
  })

  test('is aborted when its client goes', async ({ served }) => {
    const raw = new RawClient()
    const begun = Promise.withResolvers<AbortSignal>()
    const serving = served.serve(
      raw.far,
      withInfo(served, (_input, signal) => {
        begun.resolve(signal)
        return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      }),
    )
    raw.send({ kind: 'request', id: 1, name: 'host.info', input: {} })
    const signal = await begun.promise
    raw.close()
    await serving
    expect(signal.aborted).toBe(true)
  })

  test('that meets a bug is answered with internal, and the bug is reported whole', async ({ served }) => {
    const [near, far] = loopbackPair()
    const bug = new TypeError('secret text')
    const serving = served.serve(
      far,
      withInfo(served, async () => {
        throw bug
      }),
    )
    const client = connectHost(near)
    const error = await client.request('host.info', {}).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'internal', message: expect.not.stringContaining('secret') })
    expect(served.bugs).toEqual([bug])
    client.close()
    await serving
  })

  test('past the most that may be under way is refused, and the others go on', async ({ served }) => {
    const raw = new RawClient()
    const go = Promise.withResolvers<void>()
    const serving = served.serve(
      raw.far,
      withInfo(served, async () => {
        await go.promise
        return { host: 'browser', version: '0', dialogs: false, demo: 'demo' as Ticket }
      }),
    )
    for (let id = 1; id <= MAX_REQUESTS + 1; id++) raw.send({ kind: 'request', id, name: 'host.info', input: {} })
    expect(await raw.received()).toMatchObject({ id: MAX_REQUESTS + 1, error: { code: 'invalid-request' } })
    go.resolve()
    for (let id = 1; id <= MAX_REQUESTS; id++) expect(await raw.received()).toMatchObject({ id, kind: 'output' })
    raw.close()
    await serving
  })
})

describe('a subscription', () => {
  test('sends no more than its credit, however much there is', async ({ served, raw }) => {
    await append(served.store, ...events(5000))
    const input = { store: served.id, after: 0, filter: {} }
    raw.send({ kind: 'subscribe', id: 1, name: 'events.subscribe', input, credit: 2 })
    expect(await raw.received()).toMatchObject({ kind: 'message' })
    expect(await raw.received()).toMatchObject({ kind: 'message' })
    raw.send({ kind: 'request', id: 2, name: 'types.list', input: { store: served.id } })
    expect(await raw.received()).toMatchObject({ id: 2, kind: 'output' })
    raw.send({ kind: 'credit', id: 1, credit: 1 })
    expect(await raw.received()).toMatchObject({ id: 1, kind: 'message' })
  })

  test('to a reader that stalls holds at most the window', async ({ served, client }) => {
    await append(served.store, ...events(30_000))
    const taken: number[] = []
    const subscribe = served.store.subscribe.bind(served.store)
    served.store.subscribe = (options) => countPages(subscribe(options), taken)
    const input = { store: served.id, after: position(0), filter: {} }
    const reader = client.subscribe('events.subscribe', input)[Symbol.asyncIterator]()
    await reader.next()
    for (let i = 0; i < 100; i++) await client.request('types.list', { store: served.id })
    expect(taken).toHaveLength(SUBSCRIPTION_WINDOW)
    await reader.return?.()
  })

  test('that is cancelled sends nothing more, not even an end', async ({ served, raw }) => {
    raw.send({ kind: 'subscribe', id: 1, name: 'store.watch', input: { store: served.id }, credit: 10 })
    expect(await raw.received()).toMatchObject({ kind: 'message' })
    raw.send({ kind: 'cancel', id: 1 })
    await append(served.store, ...events(1))
    raw.send({ kind: 'request', id: 2, name: 'types.list', input: { store: served.id } })
    expect(await raw.received()).toMatchObject({ id: 2 })
  })

  test('past the most that a client may hold is refused', async ({ served, raw }) => {
    const input = { store: served.id, after: 0, filter: {} }
    for (let id = 1; id <= MAX_SUBSCRIPTIONS + 1; id++)
      raw.send({ kind: 'subscribe', id, name: 'events.subscribe', input, credit: 1 })
    const frames = []
    for (let i = 0; i <= MAX_SUBSCRIPTIONS; i++) frames.push(await raw.received())
    expect(frames).toContainEqual(
      expect.objectContaining({
        id: MAX_SUBSCRIPTIONS + 1,
        error: expect.objectContaining({ code: 'invalid-request' }),
      }),
    )
  })

  test('of a store that its client closes ends with store-not-open', async ({ served, client }) => {
    const input = { store: served.id, after: position(0), filter: {} }
    const reader = client.subscribe('events.subscribe', input)[Symbol.asyncIterator]()
    await reader.next()
    const waiting = expect(reader.next()).rejects.toMatchObject({ code: 'store-not-open' })
    await client.request('store.close', { store: served.id })
    await waiting
    await expect(client.request('store.close', { store: served.id })).rejects.toMatchObject({ code: 'store-not-open' })
  })
})

describe('a client that is not one of ours', () => {
  test.for([
    'no JSON',
    'null',
    '{"kind":"output","id":1,"output":1}',
    '{"kind":"request","id":0,"name":"host.info","input":{}}',
    '{"kind":"request","id":1.5,"name":"host.info","input":{}}',
    '{"kind":"request","id":1,"name":"host.info"}',
    '{"kind":"subscribe","id":1,"name":"store.watch","input":{},"credit":-1}',
    '{"kind":"credit","id":1,"credit":1e308}',
    '{"kind":"cancel","id":1,"more":1}',
  ])('is left when it sends %s', async (text, { raw }) => {
    raw.sendText(text)
    await raw.closed
  })

  test('is left when it uses a number again', async ({ raw }) => {
    raw.send({ kind: 'request', id: 5, name: 'host.info', input: {} })
    expect(await raw.received()).toMatchObject({ id: 5 })
    raw.send({ kind: 'request', id: 5, name: 'host.info', input: {} })
    await raw.closed
  })
})

test('an event of 16 MiB is appended and comes back to the byte', async ({ served, client }) => {
  const data = JSON.stringify(`${'€"\\'.repeat(1_900_000)}`)
  const draft = { type: 'Large', data, metadata: ' {"a" : 1} ' }
  const appended = await client.request('events.append', {
    store: served.id,
    stream: 'large-1',
    expectedVersion: 'no-stream',
    events: [draft],
  })
  const { event } = await client.request('event.get', { store: served.id, position: appended.position })
  expect(event?.data === data).toBe(true)
  expect(event?.metadata).toBe(draft.metadata)
})

async function* countPages<Page>(pages: AsyncIterable<Page>, taken: number[]): AsyncGenerator<Page, void> {
  for await (const page of pages) {
    taken.push(1)
    yield page
  }
}
