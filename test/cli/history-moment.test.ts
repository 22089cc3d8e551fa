import { expect, test } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import { historyMoment, positionOf } from '../../src/cli/history-moment.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'

/** The third event happened before the second, as imports may have it. */
const times = ['2026-03-01T10:00:00Z', '2026-03-02T00:00:00Z', '2026-03-01T12:00:00Z', '2026-03-05T00:00:00Z']

async function opened() {
  const store = new MemoryStore()
  for (const time of times)
    await store.storeEvent(
      new EventBuilder()
        .stream('s')
        .type('T')
        .createdAtUs(Date.parse(time) * 1000)
        .build(),
    )
  const index = new GeneralLogIndex(logSourceOf(store))
  return { store, index, indexed: index.indexed }
}

test.each([
  ['0', 0],
  ['3', 3],
  ['2026', 2026],
  ['2026-02', 0],
  ['2026-03-01', 1],
  ['2026-03-01T09:59Z', 0],
  ['2026-03-01T12:00+02:00', 1],
  ['2026-03-02', 3],
  ['2027-01-01', 4],
])('%s is at position %i', async (text, position) => {
  const { store, ...indexes } = await opened()
  expect(await positionOf(historyMoment(text), { store, ...indexes })).toBe(position)
  await store.dispose()
})

test.each(['yesterday', '2026-13-01', '-1', '1.5', ''])('%j is no moment', (text) => {
  expect(() => historyMoment(text)).toThrow('It must be a position, or')
})

test('a time is refused where a store has none', async () => {
  const { store, ...indexes } = await opened()
  const timeless = Object.create(store, {
    capabilities: { value: { ...store.capabilities, time: false } },
  }) as MemoryStore
  await expect(positionOf(historyMoment('2026-03-01'), { store: timeless, ...indexes })).rejects.toMatchObject({
    code: 'invalid-request',
  })
  expect(await positionOf(historyMoment('3'), { store: timeless, ...indexes })).toBe(3)
  await store.dispose()
})
