import { expect, test } from 'vitest'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { EpochError } from '../../src/core/errors.ts'
import { eventId, NO_EVENTS, position, START, streamVersion } from '../../src/core/event.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { uuidv7 } from '../../src/core/uuid.ts'
import { appendCases, playAppendCase } from './append-matrix.ts'

type Append = EventStoreBackend['storeEvents']

/** A store whose appends are not those of the contract. */
function storeWith(wrong: (append: Append) => Append): EventStoreBackend {
  class WrongStore extends MemoryStore {
    override storeEvents(...call: Parameters<Append>): ReturnType<Append> {
      return wrong((...passed) => super.storeEvents(...passed))(...call)
    }
  }
  return new WrongStore()
}

const wrongs: Record<string, (append: Append) => Append> = {
  'does not look at the expected version': (append) => (stream, events) => append(stream, events),
  'takes any version for an exact one':
    (append) =>
    (stream, events, { expectedVersion = 'any' } = {}) =>
      append(stream, events, { expectedVersion: typeof expectedVersion === 'number' ? 'any' : expectedVersion }),
  'does not know an append that is made again': (append) => (stream, events, options) =>
    append(
      stream,
      events.map((event) => ({ ...event, id: eventId(uuidv7(Date.now())) })),
      options,
    ),
  'takes the same ids for the same events': (append) => async (stream, events, options) => {
    try {
      return await append(stream, events, options)
    } catch (error) {
      if (!(error instanceof EpochError) || error.code !== 'id-conflict') throw error
      return { version: streamVersion(events.length), position: position(events.length), repeated: true }
    }
  },
  'loses the last event of a large append': (append) => (stream, events, options) =>
    append(stream, events.length > 1 ? events.slice(0, -1) : events, options),
  'gives a version that is one too high': (append) => async (stream, events, options) => {
    const result = await append(stream, events, options)
    return { ...result, version: streamVersion(result.version + 1) }
  },
  'does not say that an append was made before': (append) => async (stream, events, options) => ({
    ...(await append(stream, events, options)),
    repeated: false,
  }),
  'does nothing for an append without events': (append) => async (stream, events, options) =>
    events.length === 0
      ? { version: NO_EVENTS, position: START, repeated: false }
      : await append(stream, events, options),
}

async function firstFailure(store: EventStoreBackend): Promise<unknown> {
  for (const [i, which] of appendCases.entries())
    try {
      await playAppendCase(store, which, `case-${i}`)
    } catch (error) {
      return error
    }
  return undefined
}

for (const [what, wrong] of Object.entries(wrongs))
  test(`the matrix of appends fails for a store that ${what}`, async () => {
    expect(await firstFailure(storeWith(wrong))).toMatchObject({ name: 'AssertionError' })
  })

test('no case of the matrix has the name of another', () => {
  expect(new Set(appendCases.map((which) => which.name)).size).toBe(appendCases.length)
})
