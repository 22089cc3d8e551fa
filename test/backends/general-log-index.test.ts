import { expect, test } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { EpochError } from '../../src/core/errors.ts'
import { eventId } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import type { ReadAllOptions } from '../../src/core/event-store-backend.ts'
import { describeLogIndex } from './describe-log-index.ts'
import { append, events } from './store-test.ts'

describeLogIndex('GeneralLogIndex', async () => {
  const store = new MemoryStore()
  return { store, index: new GeneralLogIndex(store) }
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
  const index = new GeneralLogIndex(store)
  await append(store, ...events(3))
  expect((await index.summary()).events).toBe(3)
  store.away = true
  await append(store, ...events(2))
  await expect(index.summary()).rejects.toMatchObject({ code: 'store-busy' })
  store.away = false
  expect((await index.summary()).events).toBe(5)
  expect((await index.rows(EVERYTHING, 4, 10)).rows.map((row) => row.row)).toEqual([4, 5])
})

test('ids that have the same hash are told apart, as what they name and as what they caused', async () => {
  const store = new MemoryStore()
  const index = new GeneralLogIndex(store)
  const twins = ['id-149599', 'id-312382'].map(eventId)
  for (const id of twins) await append(store, new EventBuilder().stream('cause').type('Cause').id(id).build())
  for (const id of twins) await append(store, new EventBuilder().stream(id).type('Effect').causationId(id).build())
  for (const id of twins) {
    expect((await index.eventById(id))?.id).toBe(id)
    expect((await index.effectsOf(id, 10)).map((row) => row.stream)).toEqual([id])
  }
})
