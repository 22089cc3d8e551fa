import { expect, test } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import { EpochError } from '../../src/core/errors.ts'
import { eventId, position, START } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { EVERYTHING, filterText } from '../../src/core/event-filter.ts'
import type { ReadAllOptions } from '../../src/core/event-store-backend.ts'
import { describeLogIndex } from './describe-log-index.ts'
import { append, events } from './store-test.ts'

describeLogIndex('GeneralLogIndex', async () => {
  const store = new MemoryStore()
  return { store, index: new GeneralLogIndex(logSourceOf(store)) }
})

/** A store whose disk can be taken away and given back. */
class UnsteadyStore extends MemoryStore {
  away = false

  override async *readAll(options?: ReadAllOptions) {
    if (this.away) throw new EpochError('store-busy', 'the disk is away')
    yield* super.readAll(options)
  }
}

test('a store that failed is followed on from where it was by the next question', async () => {
  const store = new UnsteadyStore()
  const index = new GeneralLogIndex(logSourceOf(store))
  await append(store, ...events(3))
  expect((await index.summary()).events).toBe(3)
  store.away = true
  await append(store, ...events(2))
  await expect(index.summary()).rejects.toMatchObject({ code: 'store-busy' })
  store.away = false
  expect((await index.summary()).events).toBe(5)
  expect((await index.rows(EVERYTHING, 4, 10)).rows.map((row) => row.row)).toEqual([4, 5])
})

/** A store whose every filtered read takes longer than an index waits. */
class SlowStore extends MemoryStore {
  filteredReads = 0

  override async *readAll(options?: ReadAllOptions) {
    if (options?.filter?.where !== undefined) {
      this.filteredReads++
      const endMs = performance.now() + 30
      while (performance.now() < endMs);
    }
    yield* super.readAll(options)
  }
}

test('a view that takes long to search is shown as far as it was searched, then on from there', async () => {
  const store = new SlowStore()
  const index = new GeneralLogIndex(logSourceOf(store))
  await append(store, ...events(2500))
  const view = { where: filterText('data.n=10,1500,2400') }
  const versions = async () => {
    const { rows, total, complete } = await index.rows(view, 1, 10)
    return { versions: rows.map(({ version }) => version), total, complete }
  }
  expect(await versions()).toEqual({ versions: [11], total: 1, complete: false })
  expect(await index.rowAt(view, position(1999))).toEqual({ row: 2, total: 2, complete: false })
  expect(await versions()).toEqual({ versions: [11, 1501, 2401], total: 3, complete: true })
  await append(store, ...events(11))
  expect(await versions()).toEqual({ versions: [11, 1501, 2401, 2511], total: 4, complete: true })
})

test('a view that is asked for twice at once is searched once', async () => {
  const store = new SlowStore()
  const index = new GeneralLogIndex(logSourceOf(store))
  await append(store, ...events(1000))
  const view = { where: filterText('data.n<3') }
  const pages = await Promise.all([index.rows(view, 1, 10), index.rows(view, 2, 10), index.rowAt(view, position(2))])
  expect(pages.map(({ total, complete }) => ({ total, complete }))).toEqual(Array(3).fill({ total: 3, complete: true }))
  expect(store.filteredReads).toBe(1)
})

test('what a view says of names alone is answered without reading events', async () => {
  const store = new SlowStore()
  const index = new GeneralLogIndex(logSourceOf(store))
  await append(store, ...events(5))
  await append(store, ...events(5, 'cart-1', 'ItemAdded'))
  const { total, complete } = await index.rows({ where: filterText('type:Item* category:cart,order') }, 1, 10)
  expect({ total, complete, reads: store.filteredReads }).toEqual({ total: 5, complete: true, reads: 0 })
})

test('ids that have the same hash are told apart, as what they name, what they caused and what they join', async () => {
  const store = new MemoryStore()
  const index = new GeneralLogIndex(logSourceOf(store))
  const twins = ['id-149599', 'id-312382'].map(eventId)
  for (const id of twins) await append(store, new EventBuilder().stream('cause').type('Cause').id(id).build())
  for (const id of twins)
    await append(store, new EventBuilder().stream(id).type('Effect').causationId(id).correlationId(id).build())
  for (const id of twins) {
    expect((await index.eventById(id))?.id).toBe(id)
    expect((await index.effectsOf(id, 10)).map((row) => row.stream)).toEqual([id])
    expect((await index.correlated(id, START, 10)).map((row) => row.stream)).toEqual([id])
  }
})
