import { setImmediate as nextTurn } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventId, position, START, streamName } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { EVERYTHING, filterText } from '../../src/core/event-filter.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { type LogIndex, PREVIEW_CHARACTERS } from '../../src/core/log-index.ts'
import { aLog, appendLog, aQuestion, askAll, fixedLog } from './log-index-questions.ts'
import { LogModel } from './log-model.ts'
import { allOf, anEvent, append, noon } from './store-test.ts'

export interface IndexedStore {
  readonly store: EventStoreBackend
  readonly index: LogIndex
}

/** The model of what the store holds, once the index has read that far too. */
async function modelOf(store: EventStoreBackend, index: LogIndex): Promise<LogModel> {
  const head = await store.head()
  while ((await index.summary()).head < head) await nextTurn()
  return new LogModel(await allOf(store.readAll()))
}

/**
 * The contract of a log index, against a plain model of the same log.
 *
 * @param open a new store without events and its index; a test disposes of the store
 */
export function describeLogIndex(name: string, open: () => Promise<IndexedStore>): void {
  const withStore = async (use: (indexed: IndexedStore) => Promise<void>): Promise<void> => {
    const indexed = await open()
    try {
      await use(indexed)
    } finally {
      await indexed.store.dispose()
    }
  }

  describe(name, () => {
    test('of an empty store has nothing', () =>
      withStore(async ({ index }) => {
        expect(await index.summary()).toEqual({ head: START, events: 0, streams: 0 })
        expect(await index.categories()).toEqual([])
        expect(await index.types()).toEqual([])
        expect(await index.streams({ skip: 0, limit: 10 })).toEqual({ streams: [], total: 0 })
        expect(await index.findStreams('a', 10)).toEqual({ streams: [], total: 0 })
        expect(await index.rows(EVERYTHING, 1, 10)).toEqual({ rows: [], total: 0, complete: true })
        expect(await index.rowAt(EVERYTHING, START)).toEqual({ row: 0, total: 0, complete: true })
        expect(await index.eventById(eventId('x'))).toBeUndefined()
        expect(await index.effectsOf(eventId('x'), 10)).toEqual([])
        expect(await index.positionAtTime(noon)).toBe(START)
        const histogram = await index.histogram({ fromUs: 0, toUs: noon, buckets: 3 })
        expect(histogram).toEqual({ fromUs: 0, toUs: noon, counts: [0, 0, 0], edges: [0, 0, 0, 0] })
        expect(await index.correlated('x', START, 10)).toEqual([])
        const byPosition = { after: START, upTo: position(2), buckets: 2, byType: true }
        expect(await index.positionHistogram(byPosition)).toEqual({
          after: 0,
          upTo: 2,
          counts: [0, 0],
          edges: [0, 1, 2],
          types: [],
        })
        const where = { where: filterText('data.n=1 or x') }
        expect(await index.rows(where, 1, 10)).toEqual({ rows: [], total: 0, complete: true })
      }))

    test('answers every question as a plain model does, with times that run backwards (seed 7)', () =>
      withStore(async ({ store, index }) => {
        await appendLog(store, fixedLog(7))
        const model = await modelOf(store, index)
        await fc.assert(
          fc.asyncProperty(aQuestion(model), async (question) => {
            expect(await question.ask(index)).toEqual(question.answer)
          }),
          { seed: 7, numRuns: 400 },
        )
      }))

    test('answers as a plain model does for any small log', async () => {
      await fc.assert(
        fc.asyncProperty(aLog, (log) =>
          withStore(async ({ store, index }) => {
            await appendLog(store, log)
            await askAll(index, await modelOf(store, index))
          }),
        ),
        { seed: 11, numRuns: 12 },
      )
    })

    test('keeps up with appends', () =>
      withStore(async ({ store, index }) => {
        for (let seed = 1; seed <= 4; seed++) {
          await appendLog(store, fixedLog(seed, 60))
          await askAll(index, await modelOf(store, index))
        }
      }))

    test('previews the start of data and never half a character', () =>
      withStore(async ({ store, index }) => {
        const texts = ['"short"', `"${'x'.repeat(PREVIEW_CHARACTERS)}"`, `"x${'😀'.repeat(PREVIEW_CHARACTERS)}"`]
        for (const text of texts) await append(store, new EventBuilder().stream('a').type('T').dataText(text).build())
        await askAll(index, await modelOf(store, index))
        const previews = (await index.rows(EVERYTHING, 1, 10)).rows.map((row) => row.preview)
        expect(previews).toEqual([
          '"short"',
          `"${'x'.repeat(PREVIEW_CHARACTERS - 1)}`,
          `"x${'😀'.repeat(PREVIEW_CHARACTERS / 2 - 1)}`,
        ])
      }))

    test('finds effects by the whole id, for UUIDs and other ids alike', () =>
      withStore(async ({ store, index }) => {
        const near = ['018f2f6e-7b1c-7000-8000-000000000001', '018f2f6e-7b1c-7000-8000-000000000002', 'x', 'y'].map(
          eventId,
        )
        for (const id of near) await append(store, new EventBuilder().stream('cause').type('Cause').id(id).build())
        for (const id of near)
          await append(store, new EventBuilder().stream('effect').type(`Of ${id}`).causationId(id).build())
        const model = await modelOf(store, index)
        for (const id of near) {
          const effects = await index.effectsOf(id, 10)
          expect(effects).toEqual(model.effectsOf(id, 10))
          expect(effects.map((row) => row.type)).toEqual([`Of ${id}`])
        }
      }))

    test('refuses a histogram without buckets or with its end before its start', () =>
      withStore(async ({ store, index }) => {
        await append(store, anEvent())
        for (const query of [
          { fromUs: 0, toUs: noon, buckets: 0 },
          { fromUs: noon, toUs: noon - 1, buckets: 10 },
        ])
          await expect(index.histogram(query)).rejects.toMatchObject({ code: 'invalid-request' })
        for (const query of [
          { after: START, upTo: position(1), buckets: 0 },
          { after: position(1), upTo: START, buckets: 10 },
        ])
          await expect(index.positionHistogram(query)).rejects.toMatchObject({ code: 'invalid-request' })
      }))

    test('ends a search for streams that nobody waits for any more', () =>
      withStore(async ({ store, index }) => {
        await append(store, anEvent())
        const left = new AbortController()
        left.abort(new Error('typed on'))
        await expect(index.findStreams('a', 10, left.signal)).rejects.toThrow('typed on')
      }))

    test('refuses every call once its store is disposed of', () =>
      withStore(async ({ store, index }) => {
        await append(store, anEvent())
        await store.dispose()
        const closed = { code: 'store-not-open' }
        await expect(index.summary()).rejects.toMatchObject(closed)
        await expect(index.rows(EVERYTHING, 1, 10)).rejects.toMatchObject(closed)
        await expect(index.streams({ skip: 0, limit: 1 })).rejects.toMatchObject(closed)
        await expect(index.findStreams('a', 1)).rejects.toMatchObject(closed)
        await expect(index.positionAtTime(noon)).rejects.toMatchObject(closed)
        await expect(index.correlated('x', START, 1)).rejects.toMatchObject(closed)
        const query = { after: START, upTo: position(1), buckets: 1 }
        await expect(index.positionHistogram(query)).rejects.toMatchObject(closed)
        await expect(index.rows({ where: filterText('data.n=1') }, 1, 10)).rejects.toMatchObject(closed)
        await expect(index.rowAt({ streams: [streamName('order-1')] }, START)).rejects.toMatchObject(closed)
      }))
  })
}
