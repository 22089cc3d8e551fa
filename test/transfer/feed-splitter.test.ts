import { describe, expect, test } from 'vitest'
import { FeedSplitter } from '../../src/transfer/containers/feed-splitter.ts'
import { JsonValuesSplitter } from '../../src/transfer/containers/json-values-splitter.ts'
import { eventShapes } from '../../src/transfer/event-shapes.ts'
import { pipedInput } from '../../src/transfer/piped-input.ts'
import { readRecords } from '../../src/transfer/read-records.ts'
import { recogniseHistory } from '../../src/transfer/recognise-history.ts'
import { all, collect } from './collect.ts'
import { inChunks } from './text-chunks.ts'

function entry(number: number, members: object = {}): object {
  const eventId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  return { eventId, eventType: `T${number}`, eventNumber: number, streamId: 's', data: '{}', isJson: true, ...members }
}

async function typesIn(entries: readonly object[]): Promise<readonly string[]> {
  const text = Buffer.from(JSON.stringify({ title: 's', streamId: 's', links: [], entries }))
  const { history } = await recogniseHistory(pipedInput(inChunks(text, 100)))
  const { events, faults } = await collect(history)
  expect(faults).toEqual([])
  return events.map(({ type }) => type)
}

describe('the entries of a feed', () => {
  test('come in the order in which they happened when the newest is written first', async () => {
    expect(await typesIn([entry(2), entry(1), entry(0)])).toEqual(['T0', 'T1', 'T2'])
  })

  test('stay as they are when the oldest is written first', async () => {
    expect(await typesIn([entry(0), entry(1), entry(2)])).toEqual(['T0', 'T1', 'T2'])
  })

  test('are ordered by the stream that they were read from, where links led to others', async () => {
    const links = [entry(5, { streamId: 'b' }), entry(9, { streamId: 'a' }), entry(1, { streamId: 'c' })]
    const read = links.map((link, index) => ({ ...link, positionStreamId: '$ce-s', positionEventNumber: 2 - index }))
    expect(await typesIn(read)).toEqual(['T1', 'T9', 'T5'])
  })

  test('are given in batches of a thousand, though they come all at once', async () => {
    const entries = Array.from({ length: 2500 }, (_, index) => entry(2499 - index))
    const text = Buffer.from(JSON.stringify({ entries }))
    const { history } = await recogniseHistory(pipedInput(inChunks(text, 10_000)))
    const batches = await all(history)
    expect(batches.map(({ events }) => events.length)).toEqual([1000, 1000, 500])
    expect(batches[0]?.events[0]?.type).toBe('T0')
  })

  test('of a feed past the limit stay as they are, with a warning', async () => {
    const text = Buffer.from(JSON.stringify([entry(2), entry(1), entry(0)]))
    const splitter = new FeedSplitter(new JsonValuesSplitter({ form: 'array' }), 200)
    const { events, faults } = await collect(readRecords(inChunks(text, 50), splitter, { shapes: eventShapes }))
    expect(events.map(({ type }) => type)).toEqual(['T2', 'T1', 'T0'])
    expect(faults).toMatchObject([{ code: 'import-unsupported', severity: 'warning', line: 1 }])
  })
})
