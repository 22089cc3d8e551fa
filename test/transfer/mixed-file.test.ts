import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import type { ImportFault } from '../../src/transfer/history-source.ts'
import { importHistory } from '../../src/transfer/import-history.ts'
import { openHistory } from '../../src/transfer/open-history.ts'
import { badLines, LINE_LIMIT } from './bad-lines.ts'
import { collect } from './collect.ts'
import { readLines } from './read-lines.ts'
import { inChunks } from './text-chunks.ts'

type Expected = Pick<ImportFault, 'line' | 'byteOffset' | 'column' | 'code'>

interface MixedFile {
  readonly bytes: Uint8Array
  readonly good: number
  readonly faults: readonly Expected[]
}

/** Lines of which some are bad, among them the first and the last; the last has no line feed. */
function mixedFile(lines: number, badCount: number, seed: number): MixedFile {
  const random = new SeededRandom(seed)
  const badAt = new Set([1, lines])
  while (badAt.size < badCount) badAt.add(random.whole(1, lines))
  const parts: Uint8Array[] = []
  const faults: Expected[] = []
  let byteOffset = 0
  for (let line = 1; line <= lines; line++) {
    const kind = badAt.has(line) ? badLines[faults.length % badLines.length] : undefined
    const bytes = kind?.bytes ?? goodLine(line)
    if (kind) faults.push({ line, byteOffset, column: kind.column, code: kind.code })
    const feed = line === lines ? '' : line % 3 === 0 ? '\r\n' : '\n'
    parts.push(bytes, Buffer.from(feed))
    byteOffset += bytes.length + feed.length
  }
  return { bytes: Buffer.concat(parts), good: lines - faults.length, faults }
}

function goodLine(line: number): Uint8Array {
  const data = line % 5 === 0 ? `"grüße 😀 ${line}"` : `{"n":${line}}`
  return Buffer.from(
    `{"id":"e-${line}","stream":"s-${line % 100}","type":"T","time":"2024-03-01T10:00:00Z","data":${data}}`,
  )
}

function places(faults: readonly ImportFault[]): readonly Expected[] {
  return faults.map(({ line, byteOffset, column, code }) => ({ line, byteOffset, column, code }))
}

test('there are at least forty kinds of bad lines', () => {
  expect(badLines.length).toBeGreaterThanOrEqual(40)
})

test.each(badLines)('$what is told as $code at column $column', async ({ bytes, code, column }) => {
  const text = Buffer.concat([goodLine(1), Buffer.from('\n'), bytes, Buffer.from('\n'), goodLine(3)])
  const { events, faults } = await collect(readLines(inChunks(text, 100), { maxLineBytes: LINE_LIMIT }))
  expect(events.map(({ id }) => id)).toEqual(['e-1', 'e-3'])
  expect(places(faults)).toEqual([{ line: 2, byteOffset: goodLine(1).length + 1, column, code }])
})

describe('a file of good and bad lines', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'epoch-mixed-'))
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  test('of 50,000 lines with 500 bad ones exactly these are reported and all others are in the store', async () => {
    const { bytes, good, faults } = mixedFile(50_000, 500, 11)
    const file = join(folder, 'mixed.txt')
    const store = join(folder, 'mixed.db')
    await writeFile(file, bytes)
    const told: ImportFault[] = []
    const onFault = (fault: ImportFault): void => {
      told.push(fault)
    }
    const { history } = await openHistory(file, { maxRecordBytes: LINE_LIMIT })
    const report = await importHistory(history, await openSqliteImport(store), { onFault })
    expect(report).toMatchObject({ added: good, known: 0, faultCount: 500, warningCount: 0 })
    expect(places(report.faults)).toEqual(faults)
    expect(told).toEqual(report.faults)
    const ids: string[] = []
    await using opened = await openSqliteStore(store, { mode: 'read' }).then((sqlite) => ({
      sqlite,
      [Symbol.asyncDispose]: () => sqlite.dispose(),
    }))
    for await (const page of opened.sqlite.readAll({})) ids.push(...page.map(({ id }) => id))
    const badAt = new Set(faults.map(({ line }) => line))
    const lines = Array.from({ length: 50_000 }, (_, index) => index + 1)
    expect(ids).toEqual(lines.filter((line) => !badAt.has(line)).map((line) => `e-${line}`))
  })

  test('read again, its events are known, and its faults are the same', async () => {
    const { bytes, good, faults } = mixedFile(5000, 100, 12)
    const store = join(folder, 'twice.db')
    const read = () => readLines(inChunks(bytes, 10_000), { maxLineBytes: LINE_LIMIT })
    await importHistory(read(), await openSqliteImport(store))
    const again = await importHistory(read(), await openSqliteImport(store))
    expect(again).toMatchObject({ added: 0, known: good, faultCount: 100 })
    expect(places(again.faults)).toEqual(faults)
  })
})

test.each([1, 2, 3, 7, 4096])(
  '200 lines in chunks of %i bytes are the same events and the same faults',
  async (size) => {
    const { bytes, good, faults } = mixedFile(200, 84, 13)
    const read = await collect(readLines(inChunks(bytes, size), { maxLineBytes: LINE_LIMIT }))
    expect(places(read.faults)).toEqual(faults)
    expect(read.events).toHaveLength(good)
    expect(read).toEqual(await collect(readLines(inChunks(bytes, bytes.length), { maxLineBytes: LINE_LIMIT })))
  },
)
