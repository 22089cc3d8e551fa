import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HostRequests, HostSubscriptions, StoreId } from '../../src/contract/host-contract.ts'
import { readHostFrame } from '../../src/contract/read-host-frame.ts'
import type { JsonValue } from '../../src/core/json.ts'
import type { ClientHandlers } from '../../src/host/host-handlers.ts'
import { requestDecoders, subscriptionDecoders } from '../../src/host/request-decoders.ts'
import { append, events } from '../backends/store-test.ts'
import { RawClient } from './raw-client.ts'
import { type ServedMemoryStore, serveMemoryStore } from './served-memory-store.ts'

const SEED = 20_240_501
const BODIES_PER_NAME = 50

/** What an input that does not fit is answered with. */
const refusals = ['invalid-request', 'bad-name', 'invalid-filter']

/** Requests whose handlers say the same of input that fits and yet makes no sense. */
const mayRefuse = ['events.append', 'log.histogram', 'values.read']

/** One good input per name, to be spoilt. */
function goodInputs(store: StoreId): Record<keyof HostRequests | keyof HostSubscriptions, JsonValue> {
  const draft = { type: 'OrderPlaced', data: '{}', metadata: '{}' }
  const columns = {
    stream: ['a', 'b'],
    type: 'c',
    data: 'd',
    version: 'e',
    position: 'f',
    id: 'g',
    metadata: 'h',
    time: 'i',
  }
  const mapping = { table: 'events', columns, payload: 'auto' }
  return {
    'host.info': {},
    'files.list': {},
    'files.choose': { purpose: 'open' },
    'files.receive': { name: 'a.ndjson', base64: 'e30=' },
    'files.outline': { ticket: 'a-ticket' },
    'files.previewMapping': { ticket: 'a-ticket', mapping },
    'files.saveMapping': { ticket: 'a-ticket', mapping },
    'store.close': { store },
    'store.allowAppends': { store, allowed: true },
    'store.searchIndexes': { store },
    'store.addSearchIndex': { store, of: 'data.total' },
    'store.removeSearchIndex': { store, of: 'words' },
    'store.checkpoints': { store },
    'store.sideTables': { store },
    'store.sideRows': { store, table: 'snapshots', skip: 0, limit: 10 },
    'streams.categories': { store },
    'streams.list': { store, category: 'order', text: 'o', skip: 0, limit: 10 },
    'streams.find': { store, text: 'o', limit: 10 },
    'types.list': { store },
    'types.span': { store, type: 'OrderPlaced' },
    'types.samples': { store, type: 'OrderPlaced', limit: 10 },
    'log.rows': { store, view: { types: ['OrderPlaced'] }, fromRow: 1, limit: 10, masks: ['data.n'] },
    'log.values': { store, positions: [1, 2], paths: ['data.n'] },
    'log.rowsAt': { store, view: { types: ['OrderPlaced'] }, positions: [1, 2] },
    'log.rowAt': { store, view: { streams: ['order-1'], category: 'order', where: 'data.n>1 -x' }, position: 1 },
    'log.histogram': { store, fromUs: 0, toUs: 10, buckets: 3, byType: true },
    'log.positionHistogram': { store, after: 0, upTo: 5, buckets: 3, byType: true },
    'log.positionAtTime': { store, atUs: 5 },
    'event.get': { store, position: 1 },
    'event.byId': { store, id: 'some-id' },
    'event.inStream': { store, stream: 'order-1', version: 1 },
    'event.effects': { store, id: 'some-id', limit: 10 },
    'event.correlated': { store, correlationId: 'some-id', after: 0, limit: 10 },
    'events.read': { store, after: 0, upTo: 5, filter: {} },
    'events.append': { store, stream: 'order-1', expectedVersion: 'any', events: [draft] },
    'projections.save': { store, name: 'status.ts', source: '' },
    'projections.remove': { store, name: 'status.ts' },
    'values.open': {},
    'values.append': { values: 'some-values', base64: 'AAAA' },
    'values.read': { values: 'some-values', ranges: [[0, 1]] },
    'values.close': { values: 'some-values' },
    'workspace.read': { store },
    'workspace.write': { store, workspace: { panels: [1, 2] } },
    'settings.read': {},
    'settings.write': { settings: { theme: 'dark' } },
    'files.offered': {},
    'store.open': { ticket: 'a-ticket', readDamaged: true },
    'store.watch': { store },
    'store.audit': { store },
    'store.import': { store, ticket: 'a-ticket' },
    'store.export': { store, format: 'csv', filter: {}, positions: [1], masks: ['data.email'] },
    'projections.watch': { store },
    'types.fields': { store, type: 'OrderPlaced' },
    'events.subscribe': { store, after: 0, filter: {} },
  }
}

const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<JsonValue>(
    ...[null, '', -1, 0.5, 2 ** 53, 1e300, true, [], {}, '\u0000', '\ud800', '__proto__'],
    'x'.repeat(10_000),
    JSON.parse('{"__proto__":{"polluted":1}}'),
    JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`),
    Array.from({ length: 2000 }, () => 'OrderPlaced'),
  ),
)

/** A good input with members dropped, spoilt and added, or no input at all. */
function spoilt(good: JsonValue): fc.Arbitrary<unknown> {
  if (typeof good !== 'object' || good === null) return strange
  const members = Object.keys(good)
  const oneSpoilt = members.map((member) => strange.map((value) => ({ ...good, [member]: value })))
  const oneDropped = members.map((member) => fc.constant(withoutMember(good, member)))
  const oneAdded = fc.tuple(fc.string(), strange).map(([name, value]) => ({ ...good, [name]: value }))
  return fc.oneof(strange, oneAdded, ...oneSpoilt, ...oneDropped)
}

function withoutMember(good: object, member: string): object {
  return Object.fromEntries(Object.entries(good).filter(([name]) => name !== member))
}

describe('fuzzed input', () => {
  let served: ServedMemoryStore
  let client: RawClient
  let serving: Promise<void>
  let entered: string[] = []
  let id = 0

  beforeAll(async () => {
    served = await serveMemoryStore()
    await append(served.store, ...events(5))
    client = new RawClient()
    serving = served.serve(
      client.far,
      noting(served.handlers, (name) => entered.push(name)),
    )
  })

  afterAll(async () => {
    client.close()
    await serving
    await served.dispose()
  })

  const names = [...Object.keys(requestDecoders), ...Object.keys(subscriptionDecoders)]
  test.each(names)('to %s is answered by name, and no handler sees what does not fit', async (name) => {
    const good = new Map(Object.entries(goodInputs(served.id))).get(name) ?? null
    for (const input of fc.sample(spoilt(good), { numRuns: BODIES_PER_NAME, seed: SEED })) {
      entered = []
      const code = await ask(name, input)
      if (!refusals.includes(code)) expect(entered).toEqual([name])
      else if (!mayRefuse.includes(name)) expect(entered).toEqual([])
      expect(code).not.toBe('internal')
    }
    expect(served.bugs).toEqual([])
    expect({}).not.toHaveProperty('polluted')
  })

  test.each(names)('to %s that is no object never gets in', async (name) => {
    for (const input of [null, 1, 'text', [1], [{}]]) {
      entered = []
      expect(await ask(name, input)).toBe('invalid-request')
      expect(entered).toEqual([])
    }
  })

  test('of a depth that no code can walk through is refused', async () => {
    entered = []
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
    const input = `{"store":${JSON.stringify(served.id)},"workspace":{"deep":${deep}}}`
    client.sendText(`{"kind":"request","id":${++id},"name":"workspace.write","input":${input}}`)
    expect(await client.received()).toMatchObject({ id, error: { code: 'invalid-request' } })
    expect(entered).toEqual([])
  })

  /** @returns the error's code, '' for any other answer */
  async function ask(name: string, input: unknown): Promise<string> {
    id++
    if (Object.hasOwn(requestDecoders, name)) client.send({ kind: 'request', id, name, input })
    else client.send({ kind: 'subscribe', id, name, input, credit: 1 })
    const frame = readHostFrame(await client.received())
    expect(frame?.id).toBe(id)
    return frame?.kind === 'error' ? frame.error.code : ''
  }
})

/** The real requests, and subscriptions that end at once: what is asked is only whether they are reached. */
function noting({ requests }: ClientHandlers, note: (name: string) => void): ClientHandlers {
  const ending = (name: string) => (): AsyncIterable<never> => {
    note(name)
    return new ReadableStream({ start: (controller) => controller.close() })
  }
  return {
    requests: new Proxy(requests, {
      get: (target, name, receiver) => {
        note(String(name))
        return Reflect.get(target, name, receiver)
      },
    }),
    subscriptions: {
      'files.offered': ending('files.offered'),
      'store.open': ending('store.open'),
      'store.watch': ending('store.watch'),
      'store.audit': ending('store.audit'),
      'store.import': ending('store.import'),
      'store.export': ending('store.export'),
      'projections.watch': ending('projections.watch'),
      'types.fields': ending('types.fields'),
      'events.subscribe': ending('events.subscribe'),
    },
  }
}
