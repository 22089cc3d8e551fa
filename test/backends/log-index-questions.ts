import fc from 'fast-check'
import { expect } from 'vitest'
import { type Event, eventId, type NewEvent, position, START, streamName, streamVersion } from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventFilter } from '../../src/core/event-filter.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import type { EventRow, LogIndex, RowPlace, RowsPage } from '../../src/core/log-index.ts'
import { linksOf } from '../../src/core/metadata.ts'
import type { LogModel } from './log-model.ts'
import { aView, payloads, streams, types } from './log-views.ts'
import { append, noon } from './store-test.ts'

/** One event as a few small numbers; `backUs` makes time run backwards. */
interface Entry {
  readonly stream: number
  readonly type: number
  readonly stepUs: number
  readonly cause: number
}

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

/**
 * Appends the log in its order, runs of one stream at once; a positive cause is the event that many places before, a negative one says
 * who did it and in what schema.
 */
export async function appendLog(store: EventStoreBackend, log: readonly Entry[]): Promise<void> {
  const made: NewEvent[] = []
  let atUs = noon
  for (const { stream, type, stepUs, cause } of log) {
    atUs += stepUs
    const builder = new EventBuilder()
      .stream(streams[stream] ?? 'order')
      .type(types[type] ?? 'OrderPlaced')
      .createdAtUs(atUs)
      .dataText(payloads[made.length % payloads.length]?.(made.length) ?? 'null')
    const before = cause > 0 ? made.at(-cause) : undefined
    if (before !== undefined) made.push(builder.causedBy(before).build())
    else if (cause > -10) made.push(builder.build())
    else
      made.push(
        builder
          .metadata({ userId: `u${-cause % 3}` })
          .actorId(`a${-cause % 3}`)
          .schemaVersion(2)
          .build(),
      )
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

/** Any question about a log, with the model's answer. */
export function aQuestion(model: LogModel): fc.Arbitrary<Question> {
  const positions = model.log.map((event) => event.position)
  const timesUs = model.log.map((event) => event.createdAtUs)
  const aPosition = fc.constantFrom(START, ...positions, position(1_000_000))
  const aTime = fc.oneof(
    fc.constantFrom(0, ...timesUs),
    fc.constantFrom(...timesUs).map((us) => us + 1),
  )
  const view = aView(model)
  const someBuckets = fc.record(
    { buckets: fc.constantFrom(1, 2, 7, 100, 1000), byType: fc.boolean() },
    { requiredKeys: ['buckets'] },
  )
  return fc.oneof(
    { weight: 3, arbitrary: aRowsQuestion(model) },
    fc
      .tuple(view, aPosition)
      .map(([of, at]) =>
        question(
          `rowAt ${JSON.stringify(of)} ${at}`,
          (index) => wholePlace(() => index.rowAt(of, at)),
          model.rowAt(of, at),
        ),
      ),
    fc
      .record(
        {
          category: fc.constantFrom('order', 'cart', 'Order', 'nobody'),
          text: fc.constantFrom('', 'r', 'ä', 'Ä', 'ORDER', '-1', '%', '_', '😀', 'nobody', '*', 'O*1', '*-*', 'r*'),
          skip: fc.constantFrom(0, 1, 5, 100),
          limit: fc.constantFrom(0, 1, 3, 100),
        },
        { requiredKeys: ['skip', 'limit'] },
      )
      .map((query) =>
        question(`streams ${JSON.stringify(query)}`, (index) => index.streams(query), model.streams(query)),
      ),
    fc
      .tuple(
        fc.constantFrom('', 'r', 'o1', 'Ä', 'CART', '-1', '%', '😀', 'nobody', '*', 'O*1', '*-*', 'r*'),
        fc.constantFrom(1, 3, 100),
      )
      .map(([text, limit]) =>
        question(
          `findStreams ${text} at most ${limit}`,
          (index) => index.findStreams(text, limit),
          model.findStreams(text, limit),
        ),
      ),
    aTime.map((atUs) =>
      question(`positionAtTime ${atUs}`, (index) => index.positionAtTime(atUs), model.positionAtTime(atUs)),
    ),
    fc.tuple(aTime, aTime, someBuckets).map(([a, b, buckets]) => {
      const query = { fromUs: Math.min(a, b), toUs: Math.max(a, b), ...buckets }
      return question(`histogram ${JSON.stringify(query)}`, (index) => index.histogram(query), model.histogram(query))
    }),
    fc.tuple(aPosition, aPosition, someBuckets).map(([a, b, buckets]) => {
      const query = { after: position(Math.min(a, b)), upTo: position(Math.max(a, b)), ...buckets }
      return question(
        `positionHistogram ${JSON.stringify(query)}`,
        (index) => index.positionHistogram(query),
        model.positionHistogram(query),
      )
    }),
    fc
      .tuple(fc.constantFrom('nobody', ...model.log.map(correlationOf)), aPosition, fc.constantFrom(1, 3, 1000))
      .map(([id, after, limit]) =>
        question(
          `correlated ${id} after ${after} at most ${limit}`,
          (index) => index.correlated(id, after, limit),
          model.correlated(id, after, limit),
        ),
      ),
    fc.constantFrom(...model.log).chain((event) => fc.constantFrom(...eventQuestions(model, event))),
  )
}

function correlationOf({ id, metadata }: Event): string {
  return linksOf(metadata).correlationId ?? id
}

function aRowsQuestion(model: LogModel): fc.Arbitrary<Question> {
  return fc
    .tuple(aView(model), fc.integer({ min: 1, max: model.log.length + 2 }), fc.constantFrom(0, 1, 10, 300))
    .map(([view, fromRow, limit]) => rowsQuestion(model, view, fromRow, limit))
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
