import { describe, expect, test } from 'vitest'
import { EpochError } from '../../src/core/errors.ts'
import { type StreamVersion, streamName } from '../../src/core/event.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { appendCases, playAppendCase } from './append-matrix.ts'
import { anEvent, sharedStore, storeTest, streamOf } from './store-test.ts'

const WRITERS = 100
const APPENDS_EACH = 2

/** Every expectation on every state of a stream, for appends made once and again; each case in a stream of its own of one store. */
export function describeAppendMatrix(open: () => Promise<EventStoreBackend>): void {
  describe('an append', () => {
    const store = sharedStore(open)
    for (const [i, which] of appendCases.entries()) test(which.name, () => playAppendCase(store(), which, `case-${i}`))
  })

  storeTest(open)(
    'of a hundred writers that go on until they have appended, each version has one winner',
    async ({ store }) => {
      const outcomes = await Promise.all(
        Array.from({ length: WRITERS }, (_, i) => appendUntilDone(store, `Writer${i}`)),
      )
      const won = outcomes.flatMap((outcome) => outcome.won)
      expect(won.sort((a, b) => a - b)).toEqual(Array.from({ length: WRITERS * APPENDS_EACH }, (_, i) => i + 1))
      const log = await streamOf(store, contested)
      expect(log.map((event) => event.version)).toEqual(won)
      for (let i = 0; i < WRITERS; i++)
        expect(log.filter((event) => event.type === `Writer${i}`)).toHaveLength(APPENDS_EACH)
      expect(outcomes.reduce((all, outcome) => all + outcome.lost, 0)).toBeGreaterThan(WRITERS)
    },
  )
}

const contested = streamName('contested')

/** One of many that append to one stream: expects the version it knows, and learns the actual one when it loses. */
async function appendUntilDone(
  store: EventStoreBackend,
  type: string,
): Promise<{ readonly won: readonly StreamVersion[]; readonly lost: number }> {
  const won: StreamVersion[] = []
  let [expectedVersion, lost] = [0, 0]
  while (won.length < APPENDS_EACH) {
    try {
      const { version } = await store.storeEvent(anEvent(contested, type), { expectedVersion })
      expect(version).toBe(expectedVersion + 1)
      won.push(version)
      expectedVersion = version
    } catch (error) {
      if (!(error instanceof EpochError) || error.code !== 'wrong-expected-version') throw error
      const actual = Number(error.details['actual'])
      expect(actual).toBeGreaterThan(expectedVersion)
      expectedVersion = actual
      lost++
    }
  }
  return { won, lost }
}
