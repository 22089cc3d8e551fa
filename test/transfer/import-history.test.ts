import { describe, expect, test } from 'vitest'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { HistoryBatch, ImportFault } from '../../src/transfer/history-source.ts'
import { importHistory, MAX_DETAILED_FAULTS } from '../../src/transfer/import-history.ts'
import { MemoryImport } from './memory-import.ts'
import { readLines } from './read-lines.ts'

const event = new EventBuilder().stream('s').type('T').createdAtUs(1)

function fault(line: number): ImportFault {
  return { code: 'import-bad-json', message: 'bad', severity: 'error', line, column: 1, byteOffset: line }
}

async function* history(...batches: readonly HistoryBatch[]): AsyncGenerator<HistoryBatch, void> {
  yield* batches
}

async function* text(...lines: readonly string[]): AsyncGenerator<Uint8Array, void> {
  yield Buffer.from(lines.join('\n'))
}

describe('importHistory', () => {
  test('puts in every event, finishes, and reports what it came to', async () => {
    const target = new MemoryImport()
    const one = event.id('1').build()
    const two = event.id('2').build()
    const report = await importHistory(
      history({ events: [one], faults: [fault(2)], done: 1 }, { events: [one, two], faults: [], done: 2 }),
      target,
    )
    expect(report).toEqual({ added: 2, known: 1, faults: [fault(2)], faultCount: 1, warningCount: 0 })
    expect(target).toMatchObject({ events: [one, two], state: 'finished' })
  })

  test('an id with other content is a fault at its line', async () => {
    const target = new MemoryImport()
    const lines = ['{"id":"x","stream":"s","type":"A"}', '[]', '{"id":"x","stream":"s","type":"B"}']
    const { added, faults, faultCount } = await importHistory(readLines(text(...lines)), target)
    expect({ added, faultCount }).toEqual({ added: 1, faultCount: 2 })
    expect(faults).toMatchObject([
      { code: 'import-bad-event', line: 2 },
      { code: 'id-conflict', line: 3, byteOffset: lines.slice(0, 2).join('\n').length + 1 },
    ])
  })

  test('tells ten thousand faults in detail, counts the rest, and tells each of them to who asks', async () => {
    const faults = Array.from({ length: 8000 }, (_, index) => fault(index + 1))
    const batch = { events: [], faults, done: 1 }
    let told = 0
    const onFault = (): void => {
      told += 1
    }
    const report = await importHistory(history(batch, batch), new MemoryImport(), { onFault })
    expect(report.faults).toHaveLength(MAX_DETAILED_FAULTS)
    expect(report).toMatchObject({ faultCount: 16_000, warningCount: 0 })
    expect(told).toBe(16_000)
  })

  test('a warning is in the report and counts as no fault', async () => {
    const warning: ImportFault = { ...fault(1), code: 'import-duplicate-key', severity: 'warning' }
    const batch = { events: [event.id('1').build()], faults: [warning, fault(2)], done: 1 }
    const report = await importHistory(history(batch), new MemoryImport())
    expect(report).toEqual({ added: 1, known: 0, faults: [warning, fault(2)], faultCount: 1, warningCount: 1 })
  })

  test('says how far it is after each batch', async () => {
    const told: unknown[] = []
    const batch = { events: [event.id('1').build()], faults: [], done: 5, total: 9 }
    await importHistory(history(batch), new MemoryImport(), { onProgress: (progress) => told.push(progress) })
    expect(told).toEqual([{ added: 1, known: 0, faultCount: 0, done: 5, total: 9 }])
  })

  test('an aborted import keeps what it has and rejects with the reason', async () => {
    const target = new MemoryImport()
    const abort = new AbortController()
    const reason = new Error('enough')
    const batches = [1, 2, 3].map((done) => ({ events: [event.id(`${done}`).build()], faults: [], done }))
    const onProgress = ({ done }: { done: number }): void => {
      if (done === 2) abort.abort(reason)
    }
    await expect(importHistory(history(...batches), target, { signal: abort.signal, onProgress })).rejects.toBe(reason)
    expect(target.state).toBe('abandoned')
    expect(target.events.map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('a history that fails leaves what was added, and its failure', async () => {
    const target = new MemoryImport()
    async function* failing(): AsyncGenerator<HistoryBatch, void> {
      yield { events: [event.id('1').build()], faults: [], done: 1 }
      throw new Error('gone')
    }
    await expect(importHistory(failing(), target)).rejects.toThrow('gone')
    expect(target).toMatchObject({ state: 'abandoned', events: [{ id: '1' }] })
  })
})
