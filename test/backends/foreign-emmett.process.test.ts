import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventId, eventType, position, streamName, streamVersion } from '../../src/core/event.ts'
import { EVERYTHING, filterText } from '../../src/core/event-filter.ts'
import { emmettStoreOf, filesIn, openForTest, openHere } from './foreign-emmett-store.ts'
import { aQuestion, fixedLog } from './log-index-questions.ts'
import { LogModel } from './log-model.ts'
import { allOf, anEvent } from './store-test.ts'

describe("Emmett's store", () => {
  test('is recognised, with its kind and a reason in a sentence', async () => {
    const opened = await openForTest(emmettStoreOf({}))
    expect(opened.recognised).toMatchObject({ kind: 'Emmett (SQLite)', sureness: 'certain' })
    expect(opened.recognised.reasons[0]).toContain('emt_messages')
    const can = { append: false, firstVersion: 1, commitOrder: true, globalOrder: true, time: true }
    expect(opened.store.capabilities).toMatchObject(can)
  })

  test('gives each message as an event, to the byte', async () => {
    const { store } = await openHere(
      emmettStoreOf({
        stream_id: 'cart-7',
        stream_position: 1n,
        message_type: 'ItemAdded',
        message_id: '018f2f6e-7b1c-7000-8000-000000000001',
        message_data: '{ "cents" : 9007199254740993, "b":0.10 }',
        message_metadata: '{"correlationId":"work-1"}',
        global_position: 5n,
        created: '2024-05-01 12:00:00',
      }),
    )
    expect(await allOf(store.readAll())).toEqual([
      {
        position: 5,
        stream: 'cart-7',
        version: 1,
        id: '018f2f6e-7b1c-7000-8000-000000000001',
        type: 'ItemAdded',
        schemaVersion: 1,
        createdAtUs: Date.UTC(2024, 4, 1, 12) * 1000,
        data: '{ "cents" : 9007199254740993, "b":0.10 }',
        metadata: '{"correlationId":"work-1"}',
      },
    ])
  })

  test('leaves out commands, and marks archived messages', async () => {
    const { store, index } = await openHere(
      emmettStoreOf(
        { message_type: 'A' },
        { message_kind: 'C' },
        { message_type: 'Old', is_archived: 1 },
        { message_type: 'B' },
      ),
    )
    expect((await allOf(store.readAll())).map((event) => event.type)).toEqual(['A', 'Old', 'B'])
    const { rows } = await index.rows(EVERYTHING, 1, 10)
    expect(rows.map(({ type, mark }) => [type, mark])).toEqual([
      ['A', undefined],
      ['Old', 'archived'],
      ['B', undefined],
    ])
    expect(await index.eventAt(position(3))).toMatchObject({ type: 'Old', mark: 'archived' })
  })

  test('tells of an event what Emmett keeps of it besides', async () => {
    const { index } = await openHere(emmettStoreOf({}))
    expect((await index.eventAt(position(1)))?.own).toEqual([
      { name: 'partition', value: 'emt:default' },
      { name: 'message_kind', value: 'E' },
      { name: 'message_schema_version', value: '0' },
      { name: 'is_archived', value: '0' },
    ])
  })

  test('takes no events, and says what kind it is and the way out', async () => {
    const { store } = await openHere(emmettStoreOf({}))
    for (const append of [store.storeEvent(anEvent()), store.storeEvents(streamName('order-1'), [anEvent()])])
      await expect(append).rejects.toMatchObject({
        code: 'store-read-only',
        message: expect.stringMatching(/Emmett.*append with the application that owns it/),
      })
  })

  test('reads its log and its streams either way, by filter, range and limit', async () => {
    const messages = Array.from({ length: 10 }, (_, i) => ({
      stream_id: `cart-${i % 2}`,
      stream_position: BigInt(Math.floor(i / 2) + 1),
      message_type: i % 3 === 0 ? 'Third' : 'Other',
      global_position: BigInt(i * 10 + 10),
    }))
    const { store } = await openHere(emmettStoreOf(...messages))
    const positions = async (pages: ReturnType<typeof store.readAll>) =>
      (await allOf(pages)).map((event) => event.position)
    expect(await positions(store.readAll({ after: position(30), upTo: position(60) }))).toEqual([40, 50, 60])
    expect(await positions(store.readAll({ direction: 'backwards', after: position(60), upTo: position(30) }))).toEqual(
      [50, 40, 30],
    )
    expect(await positions(store.readAll({ filter: { types: [eventType('Third')] }, limit: 3 }))).toEqual([10, 40, 70])
    expect(await positions(store.readAll({ filter: { category: 'nobody' } }))).toEqual([])
    const where = filterText('version>=4 -type:Third')
    expect(await positions(store.readAll({ filter: { where } }))).toEqual([80, 90])
    const even = streamName('cart-0')
    expect(await positions(store.readEvents(even, { from: streamVersion(3) }))).toEqual([50, 70, 90])
    expect(await positions(store.readEvents(even, { direction: 'backwards', limit: 2 }))).toEqual([90, 70])
    expect(await positions(store.readEvents(even, { direction: 'backwards', from: streamVersion(2) }))).toEqual([
      30, 10,
    ])
    expect(await positions(store.readEvents(streamName('nobody-1')))).toEqual([])
    expect(await store.head()).toBe(100)
  })

  test('is read in pages, and an event larger than a page is alone in its own', async () => {
    const sizes = [1, 400, 400, 400, 1500, 1]
    const { store } = await openHere(
      emmettStoreOf(...sizes.map((size) => ({ message_data: `"${'x'.repeat(size * 1024)}"` }))),
    )
    const pages: number[] = []
    for await (const page of store.readAll()) pages.push(page.length)
    expect(pages).toEqual([3, 1, 1, 1])
  })

  test('answers what an explorer asks', async () => {
    const cause = '018f2f6e-7b1c-7000-8000-000000000001'
    const { index, indexed } = await openHere(
      emmettStoreOf(
        { stream_id: 'cart-1', message_id: cause, global_position: 3n, created: '2024-05-01 12:00:00' },
        { stream_id: 'order-1', message_metadata: `{"causationId":"${cause}"}`, created: '2024-05-01 11:00:00' },
      ),
    )
    await indexed
    expect(await index.summary()).toEqual({
      head: 4,
      events: 2,
      streams: 2,
      firstUs: Date.UTC(2024, 4, 1, 12) * 1000,
      lastUs: Date.UTC(2024, 4, 1, 12) * 1000,
    })
    expect((await index.rows(EVERYTHING, 1, 10)).rows.map((row) => [row.row, row.position])).toEqual([
      [1, 3],
      [2, 4],
    ])
    expect((await index.effectsOf(eventId(cause), 10)).map((row) => row.position)).toEqual([4])
    expect((await index.eventById(eventId(cause)))?.position).toBe(3)
  })

  test('answers every question as a plain model does, at sparse positions and with times that run backwards (seed 5)', async () => {
    const versions = new Map<string, number>()
    let at = 0
    const messages = fixedLog(5, 600).map(({ stream, type, stepUs, cause }) => {
      const stream_id = `${type === 0 ? 'order' : 'cart'}-${stream}`
      versions.set(stream_id, (versions.get(stream_id) ?? 0) + 1)
      at += 1 + Math.abs(cause)
      return {
        stream_id,
        stream_position: BigInt(versions.get(stream_id) ?? 0),
        message_type: `Type${type}`,
        global_position: BigInt(at),
        created: new Date(Date.UTC(2024, 4, 1) + Math.trunc(stepUs / 1000)).toISOString(),
      }
    })
    const { store, index, indexed } = await openHere(emmettStoreOf(...messages))
    await indexed
    const model = new LogModel(await allOf(store.readAll()))
    expect(await index.summary()).toEqual(model.summary())
    expect(model.log).toHaveLength(600)
    await fc.assert(
      fc.asyncProperty(aQuestion(model), async (question) => {
        expect(withoutOwn(await question.ask(index))).toEqual(question.answer)
      }),
      { seed: 5, numRuns: 150 },
    )
  })

  test('at rest is opened without a file left beside it or a byte changed', async () => {
    const path = emmettStoreOf({}, {})
    const before = readFileSync(path)
    const { store, index, refresh } = await openForTest(path)
    expect((await index.summary()).events).toBe(2)
    await refresh()
    expect(filesIn(dirname(path))).toEqual(['emmett.db'])
    await store.dispose()
    expect(filesIn(dirname(path))).toEqual(['emmett.db'])
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

/** An answer as a store of Epoch's own would give it. */
function withoutOwn(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('own' in answer)) return answer
  const { own: _, ...event } = answer
  return event
}

describe('a value that is not what it must be', () => {
  const dataOf = async (message_data: unknown): Promise<string | undefined> => {
    const { store } = await openHere(emmettStoreOf({ message_data }, { message_type: 'After' }))
    const events = await allOf(store.readAll())
    expect(events.map((event) => event.type)).toContain('After')
    return events[0]?.data
  }

  test('is shown as JSON that says so where it is text that is no JSON', async () => {
    expect(JSON.parse((await dataOf('{"cents":')) ?? '')).toEqual({
      $unreadable: expect.stringContaining('not JSON'),
      bytes: 9,
      text: '{"cents":',
    })
  })

  test('is shown by its first bytes where it is neither text nor JSONB', async () => {
    expect(JSON.parse((await dataOf(Buffer.from('fffe00', 'hex'))) ?? '')).toEqual({
      $unreadable: expect.stringContaining('neither JSON text nor JSONB'),
      bytes: 3,
      hex: 'fffe00',
    })
  })

  test('is a number where SQLite made one of it', async () => {
    expect(await dataOf('5')).toBe('5')
    expect(await dataOf('9007199254740993')).toBe('9007199254740993')
  })

  test('keeps its size from being read when it is larger than an event may be', async () => {
    expect(JSON.parse((await dataOf(`"${'x'.repeat(17 * 1024 * 1024)}"`)) ?? '')).toMatchObject({
      bytes: 17 * 1024 * 1024 + 2,
    })
  })

  test('is wrapped where it is metadata and no object', async () => {
    const { store } = await openHere(emmettStoreOf({ message_metadata: '[1]' }))
    expect((await allOf(store.readAll()))[0]?.metadata).toBe('{"$value":[1]}')
  })

  test('is 1970 where it is no time', async () => {
    const { store } = await openHere(emmettStoreOf({ created: 'yesterday' }, { created: null }))
    expect((await allOf(store.readAll())).map((event) => event.createdAtUs)).toEqual([0, 0])
  })

  test('gets a name of its own where it is no legal name, by which its stream can be read', async () => {
    const long = 'x'.repeat(600)
    const { store } = await openHere(
      emmettStoreOf(
        { stream_id: 'tab\there', message_type: '', message_id: '' },
        { stream_id: long },
        { stream_id: Buffer.from('ff', 'hex') },
      ),
    )
    const events = await allOf(store.readAll())
    expect(events[0]).toMatchObject({
      stream: expect.stringMatching(/^tab\\u\{9\}here~[0-9a-f]{12}$/),
      type: expect.stringMatching(/^~[0-9a-f]{12}$/),
      id: expect.stringMatching(/^~[0-9a-f]{12}$/),
    })
    for (const event of events) expect(await allOf(store.readEvents(event.stream))).toEqual([event])
  })

  test('is version 0, outside its stream, where it is no version', async () => {
    const { store } = await openHere(
      emmettStoreOf({ stream_position: 'first' }, { stream_position: 1.5 }, { stream_position: 2n ** 60n }, {}),
    )
    expect((await allOf(store.readAll())).map((event) => event.version)).toEqual([0, 0, 0, 4])
    expect((await allOf(store.readEvents(streamName('cart-1')))).map((event) => event.version)).toEqual([4])
  })

  test('makes positions of the order where one of them is beyond 2^53 or below 1, and shows the own ones', async () => {
    const { store, index, recognised } = await openHere(
      emmettStoreOf({ global_position: 2n ** 60n }, { global_position: -1n }, { global_position: 7n }),
    )
    expect((await allOf(store.readAll())).map((event) => event.position)).toEqual([1, 2, 3])
    expect(await store.head()).toBe(3)
    expect(recognised.notes.join()).toContain('positions are made')
    const own = await Promise.all([1, 2, 3].map(async (at) => (await index.eventAt(position(at)))?.own))
    expect(own.map((fields) => fields?.find(({ name }) => name === 'global_position')?.value)).toEqual([
      '-1',
      '7',
      '1152921504606846976',
    ])
  })
})

test('JSONB is read as its text', async () => {
  const path = emmettStoreOf({})
  const database = new Database(path)
  database
    .prepare('UPDATE emt_messages SET message_data = jsonb(?), message_metadata = jsonb(?)')
    .run('{"n":[9007199254740993, 0.10, "é"]}', '{"a":null}')
  database.close()
  const { store } = await openHere(path)
  expect(await allOf(store.readAll())).toMatchObject([
    { data: '{"n":[9007199254740993,0.10,"é"]}', metadata: '{"a":null}' },
  ])
})
