import { describe, expect, test } from 'vitest'
import { GeneralLogIndex } from '../../src/backends/general-log-index.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { logSourceOf } from '../../src/backends/store-log-source.ts'
import { causationChain, causationTree } from '../../src/core/causation.ts'
import { type Event, eventId } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { LogIndex } from '../../src/core/log-index.ts'
import { append } from '../backends/store-test.ts'

/** A log of events, each with the id of its cause. */
async function logOf(causes: Readonly<Record<string, string | undefined>>): Promise<LogIndex> {
  const store = new MemoryStore()
  for (const [id, cause] of Object.entries(causes)) {
    const builder = new EventBuilder().stream('s').type('T').id(id).data({})
    await append(
      store,
      cause === undefined ? builder.build() : builder.metadataText(JSON.stringify({ causationId: cause })).build(),
    )
  }
  return new GeneralLogIndex(logSourceOf(store))
}

async function eventOf(index: LogIndex, id: string): Promise<Event> {
  const event = await index.eventById(eventId(id))
  if (event === undefined) throw new Error(`no event ${id}`)
  return event
}

async function chainOf(index: LogIndex, id: string, limit = 100): Promise<object> {
  const { events, end } = await causationChain(index, await eventOf(index, id), { limit })
  return { ids: events.map((event) => event.id), end }
}

async function treeOf(index: LogIndex, id: string, limit = 100): Promise<object> {
  const { effects, complete } = await causationTree(index, eventId(id), { limit })
  return { effects: effects.map(({ event, cause, depth }) => `${event.id}<${cause}@${depth}`), complete }
}

describe('a causation chain', () => {
  test('goes up to the first cause', async () => {
    const index = await logOf({ a: undefined, b: 'a', c: 'b', other: 'a' })
    expect(await chainOf(index, 'c')).toEqual({ ids: ['c', 'b', 'a'], end: { kind: 'first-cause' } })
    expect(await chainOf(index, 'a')).toEqual({ ids: ['a'], end: { kind: 'first-cause' } })
  })

  test.each(['nobody', '', '\n', 'x'.repeat(600)])('ends at a cause that is not in the store (%j)', async (cause) => {
    const index = await logOf({ a: cause, b: 'a' })
    expect(await chainOf(index, 'b')).toEqual({ ids: ['b', 'a'], end: { kind: 'unknown-cause', causationId: cause } })
  })

  test('ends where it comes back to an event that it has', async () => {
    const index = await logOf({ a: 'c', b: 'a', c: 'b', self: 'self', into: 'c' })
    expect(await chainOf(index, 'c')).toEqual({ ids: ['c', 'b', 'a'], end: { kind: 'cycle', causationId: 'c' } })
    expect(await chainOf(index, 'into')).toMatchObject({ end: { kind: 'cycle', causationId: 'c' } })
    expect(await chainOf(index, 'self')).toEqual({ ids: ['self'], end: { kind: 'cycle', causationId: 'self' } })
  })

  test('ends at its limit, and says what would have come next', async () => {
    const index = await logOf({ a: undefined, b: 'a', c: 'b' })
    expect(await chainOf(index, 'c', 1)).toEqual({ ids: ['c', 'b'], end: { kind: 'limit', causationId: 'a' } })
    expect(await chainOf(index, 'c', 2)).toEqual({ ids: ['c', 'b', 'a'], end: { kind: 'first-cause' } })
  })

  test('finds a cause whose UUID is written in capitals', async () => {
    const uuid = '018f2f6e-7b1c-7000-8000-00000000000a'
    const index = await logOf({ [uuid]: undefined, b: uuid.toUpperCase() })
    expect(await chainOf(index, 'b')).toEqual({ ids: ['b', uuid], end: { kind: 'first-cause' } })
  })
})

describe('a causation tree', () => {
  test('has what followed, nearest first', async () => {
    const index = await logOf({ a: undefined, b: 'a', c: 'b', d: 'a', e: 'c', f: 'd', other: undefined })
    expect(await treeOf(index, 'a')).toEqual({
      effects: ['b<a@1', 'd<a@1', 'c<b@2', 'f<d@2', 'e<c@3'],
      complete: true,
    })
    expect(await treeOf(index, 'e')).toEqual({ effects: [], complete: true })
    expect(await treeOf(index, 'nobody')).toEqual({ effects: [], complete: true })
  })

  test('says that it is cut off at its limit, and only then', async () => {
    const index = await logOf({ a: undefined, b: 'a', c: 'b', d: 'a' })
    expect(await treeOf(index, 'a', 3)).toEqual({ effects: ['b<a@1', 'd<a@1', 'c<b@2'], complete: true })
    expect(await treeOf(index, 'a', 2)).toEqual({ effects: ['b<a@1', 'd<a@1'], complete: false })
    expect(await treeOf(index, 'a', 1)).toEqual({ effects: ['b<a@1'], complete: false })
    expect(await treeOf(index, 'a', 0)).toEqual({ effects: [], complete: false })
  })

  test('has every event once where causes go in a circle', async () => {
    const index = await logOf({ a: 'c', b: 'a', c: 'b', self: 'self' })
    expect(await treeOf(index, 'a')).toEqual({ effects: ['b<a@1', 'c<b@2'], complete: true })
    expect(await treeOf(index, 'a', 2)).toEqual({ effects: ['b<a@1', 'c<b@2'], complete: true })
    expect(await treeOf(index, 'self', 0)).toEqual({ effects: [], complete: true })
  })
})

test('causation that is no longer wanted ends with the reason', async () => {
  const index = await logOf({ a: undefined, b: 'a' })
  const signal = AbortSignal.abort(new Error('no longer wanted'))
  await expect(causationChain(index, await eventOf(index, 'b'), { limit: 9, signal })).rejects.toThrow(
    'no longer wanted',
  )
  await expect(causationTree(index, eventId('a'), { limit: 9, signal })).rejects.toThrow('no longer wanted')
})
