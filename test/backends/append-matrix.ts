import { expect } from 'vitest'
import { type NewEvent, type StreamName, streamName } from '../../src/core/event.ts'
import type { AppendResult, EventStoreBackend, ExpectedVersion } from '../../src/core/event-store-backend.ts'
import { anEvent, append, asNew, events, streamOf } from './store-test.ts'

/** Events that a stream has before the append of a case, unless it was never there. */
const EARLIER = 2

const expectations = ['any', 'no-stream', 'stream-exists', 'exact'] as const
/** `past` is at the version when the append is made for the first time, and has one event more when that of the case is made. */
const streams = ['never', 'at', 'past'] as const
/**
 * The append of a case: made for the first time, made again, made again with other data in one event; or one that has only the first part, the
 * last part, or the last part and new events of one made before.
 */
const repetitions = ['first', 'same', 'other-bytes', 'first-part', 'last-part', 'last-part-and-new'] as const
const sizes = [0, 1, 1000] as const

type Outcome = 'appended' | 'repeated' | 'wrong-expected-version' | 'id-conflict' | 'invalid-event'

export interface AppendCase {
  readonly expectation: (typeof expectations)[number]
  readonly stream: (typeof streams)[number]
  readonly repetition: (typeof repetitions)[number]
  readonly size: (typeof sizes)[number]
  readonly outcome: Outcome
  /** A sentence that follows "an append". */
  readonly name: string
}

type Which = Omit<AppendCase, 'outcome' | 'name'>

/** The contract: what an id says about an append comes before what its expected version says. */
function outcomeOf({ expectation, stream, repetition, size }: Which): Outcome {
  if (size === 0) return 'invalid-event'
  const fitted = fits(expectation, stream === 'never' ? 0 : EARLIER)
  if (repetition === 'first' || !fitted) {
    const fitsNow = stream === 'past' ? fits(expectation, EARLIER + 1) : fitted
    return fitsNow ? 'appended' : 'wrong-expected-version'
  }
  switch (repetition) {
    case 'same':
    case 'first-part':
      return 'repeated'
    case 'other-bytes':
    case 'last-part-and-new':
      return 'id-conflict'
    case 'last-part':
      return expectation === 'any' || expectation === 'stream-exists' ? 'repeated' : 'id-conflict'
  }
}

/** Whether a stream at a version is as expected; the exact version is that before the append is made for the first time. */
function fits(expectation: Which['expectation'], version: number): boolean {
  switch (expectation) {
    case 'any':
      return true
    case 'no-stream':
      return version === 0
    case 'stream-exists':
      return version > 0
    case 'exact':
      return version === 0 || version === EARLIER
  }
}

const saidStreams = {
  never: 'a stream that was never there',
  at: `a stream at version ${EARLIER}`,
  past: 'a stream that has gone on since',
} as const
const saidExpectations = {
  any: 'expecting anything',
  'no-stream': 'expecting no stream',
  'stream-exists': 'expecting a stream',
  exact: 'expecting the version before it',
} as const
const saidRepetitions = {
  first: 'made for the first time',
  same: 'made again',
  'other-bytes': 'made again with other data',
  'first-part': 'made again with its first half only',
  'last-part': 'made again with its last half only',
  'last-part-and-new': 'made again with its last half and new events',
} as const

function nameOf({ expectation, stream, repetition, size }: Which, outcome: Outcome): string {
  const result = outcome === 'appended' || outcome === 'repeated' ? outcome : `refused with ${outcome}`
  const count = size === 1 ? 'an event' : `${size === 0 ? 'no' : size} events`
  return `of ${count} to ${saidStreams[stream]}, ${saidExpectations[expectation]}, ${saidRepetitions[repetition]}, is ${result}`
}

export const appendCases: readonly AppendCase[] = expectations.flatMap((expectation) =>
  streams.flatMap((stream) =>
    repetitions.flatMap((repetition) =>
      sizes
        .filter((size) => size > 1 || !repetition.includes('part'))
        .map((size) => {
          const which = { expectation, stream, repetition, size }
          const outcome = outcomeOf(which)
          return { ...which, outcome, name: nameOf(which, outcome) }
        }),
    ),
  ),
)

/** Plays one case in a stream of its own, and looks at what it came to. @throws AssertionError */
export async function playAppendCase(store: EventStoreBackend, which: AppendCase, name: string): Promise<void> {
  const stream = streamName(name)
  const { repetition, outcome } = which
  const expectedVersion = which.expectation === 'exact' ? (which.stream === 'never' ? 0 : EARLIER) : which.expectation
  if (which.stream !== 'never') await append(store, ...events(EARLIER, name))
  const batch = which.size === 0 ? [] : events(which.size, name)
  const first = repetition === 'first' ? undefined : await made(store, stream, batch, expectedVersion)
  if (which.stream === 'past') await append(store, anEvent(name, 'SomebodyElse'))
  const [before, head] = [await streamOf(store, stream), await store.head()]

  const again = repeated(batch, which)
  const result = await made(store, stream, again, expectedVersion)
  const after = await streamOf(store, stream)

  expect(outcomeMade(result)).toBe(outcome)
  expect(after.map((event) => event.version)).toEqual(after.map((_, i) => i + 1))
  if (outcome === 'appended') {
    expect(after.map(asNew)).toEqual([...before.map(asNew), ...again])
    expect(result).toEqual({ version: after.length, position: await store.head(), repeated: false })
    return
  }
  expect(after).toEqual(before)
  expect(await store.head()).toBe(head)
  if (outcome === 'repeated') expectRepeated(result, again, { first, whole: again.length === batch.length, after })
  else expectRefused(result, which, { stream, expectedVersion, version: before.length })
}

type Made = AppendResult | { readonly refused: unknown }

async function made(
  store: EventStoreBackend,
  stream: StreamName,
  batch: readonly NewEvent[],
  expectedVersion: ExpectedVersion,
): Promise<Made> {
  try {
    return await store.storeEvents(stream, batch, { expectedVersion })
  } catch (refused) {
    return { refused }
  }
}

function outcomeMade(result: Made): unknown {
  if (!('refused' in result)) return result.repeated ? 'repeated' : 'appended'
  const { refused } = result
  return refused instanceof Error && 'code' in refused ? refused.code : refused
}

/** The append of the case, of one that was made before. */
function repeated(batch: readonly NewEvent[], { repetition }: AppendCase): readonly NewEvent[] {
  const half = Math.ceil(batch.length / 2)
  switch (repetition) {
    case 'first':
    case 'same':
      return batch
    case 'other-bytes':
      return batch.map((event, i) => (i === batch.length - 1 ? { ...event, data: anEvent().data } : event))
    case 'first-part':
      return batch.slice(0, half)
    case 'last-part':
      return batch.slice(half)
    case 'last-part-and-new':
      return [...batch.slice(half), ...events(2, batch[0]?.stream)]
  }
}

function expectRepeated(
  result: Made,
  again: readonly NewEvent[],
  { first, whole, after }: { first: Made | undefined; whole: boolean; after: Awaited<ReturnType<typeof streamOf>> },
): void {
  const last = after.find((event) => event.id === again.at(-1)?.id)
  expect(result).toEqual({ version: last?.version, position: last?.position, repeated: true })
  if (whole) expect(result).toEqual({ ...first, repeated: true })
}

function expectRefused(
  result: Made,
  { outcome }: AppendCase,
  { stream, expectedVersion, version }: { stream: StreamName; expectedVersion: ExpectedVersion; version: number },
): void {
  if (outcome !== 'wrong-expected-version') return
  expect(result).toMatchObject({ refused: { details: { stream, expected: expectedVersion, actual: version } } })
}
