import fc from 'fast-check'
import { expect } from 'vitest'
import {
  type Event,
  eventId,
  eventType,
  type NewEvent,
  position,
  START,
  streamName,
  streamVersion,
} from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventFilter } from '../../src/core/event-filter.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import type { EventRow, LogIndex, RowPlace, RowsPage } from '../../src/core/log-index.ts'
import type { LogModel } from './log-model.ts'
import { append, noon } from './store-test.ts'

/** One event as a few small numbers; `backUs` makes time run backwards. */
interface Entry {
  readonly stream: number
  readonly type: number
  readonly stepUs: number
  readonly cause: number
}

const streams = ['order-1', 'order-2', 'Order-3', 'order', 'cart-Ä', 'cart-ä1', 'stock-😀', 'order-10'].map(streamName)
const types = ['OrderPlaced', 'OrderPaid', 'ItemAdded', 'Größe'].map(eventType)

const anEntry: fc.Arbitrary<Entry> = fc.record({
  stream: fc.nat(streams.length - 1),
  type: fc.nat(types.length - 1),
  stepUs: fc.oneof(fc.constantFrom(0, 1, -1), fc.integer({ min: -5_000_000, max: 9_000_000 })),
  cause: fc.integer({ min: -20, max: 20 }),
})

export const aLog: fc.Arbitrary<readonly Entry[]> = fc.array(anEntry, { minLength: 1, maxLength: 40 })

export function fixedLog(seed: number, length = 2500): readonly Entry[] {
  return fc.sample(anEntry, { seed, numRuns: length })
}

/** Appends the log in its order, runs of one stream at once; a positive cause is the event that many places before. */
export async function appendLog(store: EventStoreBackend, log: readonly Entry[]): Promise<void> {
  const made: NewEvent[] = []
  let atUs = noon
  for (const { stream, type, stepUs, cause } of log) {
    atUs += stepUs
    const builder = new EventBuilder()
      .stream(streams[stream] ?? 'order')
      .type(types[type] ?? 'OrderPlaced')
      .createdAtUs(atUs)
      .data({ n: made.length })
    const before = cause > 0 ? made.at(-cause) : undefined
    made.push((before === undefined ? builder : builder.causedBy(before)).build())
  }
  let run: NewEvent[] = []
  for (const event of made) {
    if (run[0] !== undefined && run[0].stream !== event.stream) {
      await append(store, ...run)
      run = []
    }
    run.push(event)
  }
  await append(store, ...run)
}

interface Question {
  readonly ask: (index: LogIndex) => Promise<unknown>
  readonly answer: unknown
  readonly [fc.toStringMethod]: () => string
}

function question(text: string, ask: (index: LogIndex) => Promise<unknown>, answer: unknown): Question {
  return { ask, answer, [fc.toStringMethod]: () => text }
}

const aView: fc.Arbitrary<EventFilter> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...streams).map((stream) => ({ streams: [stream] })),
  fc.constantFrom(...types).map((type) => ({ types: [type] })),
  fc.constantFrom('order', 'cart', 'stock', 'Order', 'nobody').map((category) => ({ category })),
  fc.record(
    {
      streams: fc.subarray([...streams, streamName('nobody-1')]),
      types: fc.subarray([...types, eventType('Never')]),
      category: fc.constantFrom('order', 'cart', 'nobody'),
    },
    { requiredKeys: [] },
  ),
)

/** Any question about a log, with the model's answer. */
export function aQuestion(model: LogModel): fc.Arbitrary<Question> {
  const positions = model.log.map((event) => event.position)
  const timesUs = model.log.map((event) => event.createdAtUs)
  const aPosition = fc.constantFrom(START, ...positions, position(1_000_000))
  const aTime = fc.oneof(
    fc.constantFrom(0, ...timesUs),
    fc.constantFrom(...timesUs).map((us) => us + 1),
  )
  return fc.oneof(
    fc
      .tuple(aView, fc.integer({ min: 1, max: model.log.length + 2 }), fc.constantFrom(0, 1, 10, 300))
      .map(([view, fromRow, limit]) => rowsQuestion(model, view, fromRow, limit)),
    fc
      .tuple(aView, aPosition)
      .map(([view, at]) =>
        question(
          `rowAt ${JSON.stringify(view)} ${at}`,
          (index) => wholePlace(() => index.rowAt(view, at)),
          model.rowAt(view, at),
        ),
      ),
    fc
      .record(
        {
          category: fc.constantFrom('order', 'cart', 'Order', 'nobody'),
          text: fc.constantFrom('', 'r', 'ä', 'Ä', 'ORDER', '-1', '%', '_', '😀', 'nobody'),
          skip: fc.constantFrom(0, 1, 5, 100),
          limit: fc.constantFrom(0, 1, 3, 100),
        },
        { requiredKeys: ['skip', 'limit'] },
      )
      .map((query) =>
        question(`streams ${JSON.stringify(query)}`, (index) => index.streams(query), model.streams(query)),
      ),
    aTime.map((atUs) =>
      question(`positionAtTime ${atUs}`, (index) => index.positionAtTime(atUs), model.positionAtTime(atUs)),
    ),
    fc.tuple(aTime, aTime, fc.constantFrom(1, 2, 7, 100, 1000)).map(([a, b, buckets]) => {
      const query = { fromUs: Math.min(a, b), toUs: Math.max(a, b), buckets }
      return question(`histogram ${JSON.stringify(query)}`, (index) => index.histogram(query), model.histogram(query))
    }),
    fc.constantFrom(...model.log).chain((event) => fc.constantFrom(...eventQuestions(model, event))),
  )
}

function rowsQuestion(model: LogModel, view: EventFilter, fromRow: number, limit: number): Question {
  const rows = model.view(view)
  return question(
    `rows ${JSON.stringify(view)} from ${fromRow} at most ${limit}`,
    (index) => wholePage(() => index.rows(view, fromRow, limit)),
    { rows: rows.slice(fromRow - 1, fromRow - 1 + limit), total: rows.length, complete: true },
  )
}

function eventQuestions(model: LogModel, event: Event): Question[] {
  const { id, stream, version } = event
  return [
    question(`eventAt ${event.position}`, (index) => index.eventAt(event.position), event),
    question('eventAt past the head', (index) => index.eventAt(position(1_000_000)), undefined),
    question(`eventById ${id}`, (index) => index.eventById(id), event),
    question('eventById of nobody', (index) => index.eventById(eventId('nobody')), undefined),
    question(`eventInStream ${stream} ${version}`, (index) => index.eventInStream(stream, version), event),
    question('eventInStream past its end', (index) => index.eventInStream(stream, streamVersion(9999)), undefined),
    question('eventInStream of nobody', (index) => index.eventInStream(streamName('nobody-1'), version), undefined),
    question(`effectsOf ${id}`, (index) => index.effectsOf(id, 100), model.effectsOf(id, 100)),
    question(`effectsOf ${id} at most 1`, (index) => index.effectsOf(id, 1), model.effectsOf(id, 1)),
  ]
}

/** Asks a fixed set of questions that touches everything once. */
export async function askAll(index: LogIndex, model: LogModel): Promise<void> {
  expect(await index.summary()).toEqual(model.summary())
  expect(await index.categories()).toEqual(model.categories())
  expect(await index.types()).toEqual(model.types())
  const everyStream = { skip: 0, limit: 1000 }
  expect(await index.streams(everyStream)).toEqual(model.streams(everyStream))
  for (const one of fc.sample(aQuestion(model), { seed: 3, numRuns: 25 }))
    expect(await one.ask(index), one[fc.toStringMethod]()).toEqual(one.answer)
}

/** A page of a view once the view has been searched to the head; what it shows until then must be a beginning of it. */
async function wholePage(ask: () => Promise<RowsPage>): Promise<RowsPage> {
  let before: readonly EventRow[] = []
  for (;;) {
    const page = await ask()
    expect(page.rows.slice(0, before.length)).toEqual(before)
    if (page.complete) return page
    before = page.rows
  }
}

async function wholePlace(ask: () => Promise<RowPlace>): Promise<RowPlace> {
  for (;;) {
    const place = await ask()
    if (place.complete) return place
  }
}
