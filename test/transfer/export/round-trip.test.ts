import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Event, streamName } from '../../../src/core/event.ts'
import type { ImportedEvent } from '../../../src/core/event-import.ts'
import { JsonValuesSplitter } from '../../../src/transfer/containers/json-values-splitter.ts'
import { LineSplitter } from '../../../src/transfer/containers/line-splitter.ts'
import type { RecordSplitter } from '../../../src/transfer/containers/record-splitter.ts'
import { csvHistory } from '../../../src/transfer/csv/csv-history.ts'
import { eventShapes } from '../../../src/transfer/event-shapes.ts'
import { exportFormats, type TextFormatName } from '../../../src/transfer/export/export-formats.ts'
import type { History } from '../../../src/transfer/history-source.ts'
import { readRecords } from '../../../src/transfer/read-records.ts'
import { uuidv5 } from '../../../src/transfer/uuidv5.ts'
import { collect } from '../collect.ts'
import { asNew, exported, storedEvents } from './exported-events.ts'

async function readBack(name: TextFormatName, events: readonly Event[]): Promise<readonly ImportedEvent[]> {
  const text = await exported(events, exportFormats[name])
  const { events: read, faults } = await collect(historyOf(name, text, events[0]?.stream ?? 's'))
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([])
  return read
}

function historyOf(name: TextFormatName, text: Buffer, stream: string): History {
  if (name === 'csv') return csvHistory(chunksOf(text))
  const splitter: RecordSplitter = name === 'ndjson' ? new LineSplitter() : new JsonValuesSplitter({ form: 'array' })
  return readRecords(chunksOf(text), splitter, {
    shapes: eventShapes,
    ...(name === 'kurrentdb' && { stream: streamName(stream) }),
  })
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let from = 0; from < bytes.length; from += 997) yield bytes.subarray(from, from + 997)
}

describe('what Epoch writes, Epoch reads', () => {
  test.each(['ndjson', 'cloudevents', 'csv'] as const)('as the same events, from %s (seed 21)', async (name) => {
    await fc.assert(
      fc.asyncProperty(storedEvents, async (events) => {
        expect(await readBack(name, events)).toEqual(events.map(asNew))
      }),
      { seed: 21, numRuns: 300 },
    )
  })

  test('as the same events of a stream but for ids that are no UUIDs, times and schema versions, from kurrentdb (seed 22)', async () => {
    await fc.assert(
      fc.asyncProperty(storedEvents, async (events) => {
        const stream = events[0]?.stream ?? streamName('s')
        const ofOne = events.map((event) => ({ ...event, stream }))
        const read = await readBack('kurrentdb', ofOne)
        expect(read.map(({ createdAtUs: _, timeIsMade: __, ...event }) => event)).toEqual(
          ofOne.map((event) => {
            const { createdAtUs: _, ...same } = asNew(event)
            return { ...same, id: uuidv5(event.id), schemaVersion: 1 }
          }),
        )
      }),
      { seed: 22, numRuns: 300 },
    )
  })

  test('as the same events but for ids, times and schema versions, from gaffer (seed 23)', async () => {
    await fc.assert(
      fc.asyncProperty(storedEvents, async (events) => {
        const read = await readBack('gaffer', events)
        expect(read.map(({ stream, type, data, metadata }) => ({ stream, type, data, metadata }))).toEqual(
          events.map(({ stream, type, data, metadata }) => ({ stream, type, data, metadata })),
        )
      }),
      { seed: 23, numRuns: 300 },
    )
  })
})
