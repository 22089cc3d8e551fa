import { expect } from 'vitest'
import { openSqliteStore, type SqliteStore } from '../../../src/backends/sqlite/sqlite-store.ts'
import { type Event, position, streamName } from '../../../src/core/event.ts'
import { filterText } from '../../../src/core/event-filter.ts'
import { exportedPages, type Selection } from '../../../src/transfer/export/exported-pages.ts'
import { fileTest as test } from '../../backends/sqlite-files.ts'
import { asNew, storedEvent } from './exported-events.ts'

const stream = streamName('order-1')
const events = Array.from({ length: 2500 }, (_, i) => asNew(storedEvent({ number: i + 1, data: `{"n":${i + 1}}` })))

async function withEvents(file: string, use: (store: SqliteStore) => Promise<void>): Promise<void> {
  const store = await openSqliteStore(file, { mode: 'create' })
  try {
    await store.storeEvents(stream, events)
    await use(store)
  } finally {
    await store.dispose()
  }
}

async function selected(store: SqliteStore, selection: Selection): Promise<readonly number[]> {
  const found: Event[] = []
  for await (const page of exportedPages({ store, index: store }, selection)) found.push(...page)
  return found.map((event) => event.position)
}

test('everything is taken out, up to the head that there is when it begins', async ({ file }) => {
  await withEvents(file, async (store) => {
    const found: number[] = []
    for await (const page of exportedPages({ store, index: store }, { filter: {} })) {
      found.push(...page.map((event) => event.position))
      await store.storeEvent(asNew(storedEvent({ number: 3000 + found.length })))
    }
    expect(found).toEqual(events.map((_, i) => i + 1))
  })
})

test('what fits a filter is taken out, and no more than a limit', async ({ file }) => {
  await withEvents(file, async (store) => {
    const filter = { where: filterText('data.n>=2000') }
    expect(await selected(store, { filter })).toHaveLength(501)
    expect(await selected(store, { filter, limit: 2 })).toEqual([2000, 2001])
    expect(await selected(store, { filter: { streams: [streamName('order-2')] } })).toEqual([])
  })
})

test('of positions, those are taken out that are there and fit, each once and in order', async ({ file }) => {
  await withEvents(file, async (store) => {
    const positions = [7, 3, 7, 9999, 1].map(position)
    expect(await selected(store, { filter: {}, positions })).toEqual([1, 3, 7])
    expect(await selected(store, { filter: { where: filterText('data.n>2') }, positions })).toEqual([3, 7])
    expect(await selected(store, { filter: {}, positions, limit: 2 })).toEqual([1, 3])
    expect(await selected(store, { filter: {}, positions: [] })).toEqual([])
    expect(await selected(store, { filter: {}, positions: events.map((_, i) => position(i + 1)) })).toHaveLength(2500)
  })
})

test('an aborted signal ends it with its reason', async ({ file }) => {
  await withEvents(file, async (store) => {
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(selected(store, { filter: {}, signal })).rejects.toThrow('enough')
    await expect(selected(store, { filter: {}, signal, positions: [position(1)] })).rejects.toThrow('enough')
  })
})
