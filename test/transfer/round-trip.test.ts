import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import type { Event } from '../../src/core/event.ts'
import { eventLine } from '../../src/core/event-line.ts'
import { importHistory } from '../../src/transfer/import-history.ts'
import { all, collect } from './collect.ts'
import { jsonText, objectText } from './json-text.ts'
import { readLines } from './read-lines.ts'
import { inChunks } from './text-chunks.ts'

const payloads = fc.array(fc.tuple(jsonText, objectText), { minLength: 1, maxLength: 30 })

function lineOf(data: string, metadata: string, n: number): string {
  return `{"id":"e-${n}","stream":"s-${n % 3}","type":"T","data":${data},"metadata":${metadata}}\n`
}

function linesOf(list: readonly (readonly [string, string])[]): Buffer {
  return Buffer.from(list.map(([data, metadata], n) => lineOf(data, metadata, n)).join(''))
}

test('data and metadata come in as they are written, to the byte', async () => {
  await fc.assert(
    fc.asyncProperty(payloads, fc.integer({ min: 1, max: 200 }), async (list, size) => {
      const { events, faults } = await collect(readLines(inChunks(linesOf(list), size)))
      expect(faults.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(events.map(({ data, metadata }) => [data, metadata])).toEqual(list)
    }),
    { numRuns: 200, seed: 31 },
  )
})

test('a warning is given for just the records that have a key twice', async () => {
  const hasTwice = (text: string): boolean => {
    let found = false
    const keys: Set<string>[] = []
    for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}]/g)) {
      if (token === '{') keys.push(new Set())
      else if (token === '}') keys.pop()
      else if (token.endsWith(':')) {
        const key: string = JSON.parse(token.slice(0, -1))
        found ||= keys.at(-1)?.has(key) ?? false
        keys.at(-1)?.add(key)
      }
    }
    return found
  }
  await fc.assert(
    fc.asyncProperty(payloads, async (list) => {
      const { faults } = await collect(readLines(inChunks(linesOf(list), 1 << 16)))
      const expected = list.flatMap((pair, index) => (pair.some(hasTwice) ? [index + 1] : []))
      expect(faults.map(({ line, code }) => [line, code])).toEqual(
        expected.map((line) => [line, 'import-duplicate-key']),
      )
    }),
    { numRuns: 200, seed: 32 },
  )
})

describe('through a store', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'epoch-round-trip-'))
  })

  afterEach(async () => {
    await rm(folder, { recursive: true })
  })

  async function exported(store: string): Promise<readonly Event[]> {
    const opened = await openSqliteStore(store, { mode: 'read' })
    try {
      return (await all(opened.readAll({}))).flat()
    } finally {
      await opened.dispose()
    }
  }

  test('events go in and out and in again to the byte, and twice in is once', async () => {
    const list = fc.sample(fc.tuple(jsonText, objectText), { numRuns: 2000, seed: 33 })
    const [first, second] = [join(folder, 'first.db'), join(folder, 'second.db')]
    const once = await importHistory(readLines(inChunks(linesOf(list), 9999)), await openSqliteImport(first))
    const again = await importHistory(readLines(inChunks(linesOf(list), 9999)), await openSqliteImport(first))
    expect([once, again]).toMatchObject([
      { added: 2000, known: 0, faultCount: 0 },
      { added: 0, known: 2000, faultCount: 0 },
    ])
    const events = await exported(first)
    expect(events.map(({ data, metadata }) => [data, metadata])).toEqual(list)
    const text = events.map((event) => `${eventLine(event)}\n`).join('')
    await importHistory(readLines(inChunks(Buffer.from(text), 5000)), await openSqliteImport(second))
    expect(await exported(second)).toEqual(events)
  })
})
