import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqliteImport } from '../../src/backends/sqlite/sqlite-import.ts'
import type { History } from '../../src/transfer/history-source.ts'
import { importHistory } from '../../src/transfer/import-history.ts'
import { openHistory } from '../../src/transfer/open-history.ts'
import { all, collect } from './collect.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'epoch-history-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, n) => `{"stream":"s-${n % 7}","type":"T","data":${n}}\n`).join('')
}

describe('openHistory', () => {
  test('takes a file for what is in it, whatever its name', async () => {
    const { format, history } = await openHistory(await fileOf('events.csv', lines(3)))
    expect(format).toBe('events, one a line')
    const batches = await all(history)
    expect(batches.flatMap(({ events }) => events)).toHaveLength(3)
    expect(batches.at(-1)).toMatchObject({ done: lines(3).length, total: lines(3).length })
  })

  test.each([
    ['a file that is not there', 'missing', /no such file/],
    ['a folder', '.', /folder/],
  ])('says that %s cannot be read', async (_, name, message) => {
    const path = join(folder, name)
    await expect(openHistory(path)).rejects.toMatchObject({
      code: 'import-unreadable',
      message: expect.stringMatching(message),
    })
  })

  test.runIf(process.platform === 'linux')(
    'leaves no file open, whether its history is read, broken off, or never begun',
    async () => {
      const path = await fileOf('events.ndjson', lines(5000))
      const open = async (): Promise<number> => (await readdir('/proc/self/fd')).length
      await collect((await openHistory(path)).history)
      const before = await open()
      await collect((await openHistory(path)).history)
      for await (const _ of (await openHistory(path)).history) break
      await openHistory(path)
      expect(await open()).toBe(before)
    },
  )

  test.runIf(process.platform !== 'win32')('reads a named pipe once, from its beginning', async () => {
    const path = join(folder, 'pipe')
    await promisify(execFile)('mkfifo', [path])
    const writing = writeFile(path, lines(5000))
    const { events } = await collect((await openHistory(path)).history)
    await writing
    expect(events).toHaveLength(5000)
  })
})

describe('an import that is broken off', () => {
  async function* broken(history: History, afterBatches: number): History {
    let batches = 0
    for await (const batch of history) {
      if (batches++ === afterBatches) throw new Error('broken off')
      yield batch
    }
  }

  test('keeps what it added; the same file again adds the rest, and once more nothing', async () => {
    const path = await fileOf('events.ndjson', lines(5000))
    const store = join(folder, 'store.db')
    const begun = async (history: History) => importHistory(history, await openSqliteImport(store))
    await expect(begun(broken((await openHistory(path)).history, 3))).rejects.toThrow('broken off')
    const rest = await begun((await openHistory(path)).history)
    expect(rest).toMatchObject({ known: 3000, added: 2000, faultCount: 0 })
    expect(await begun((await openHistory(path)).history)).toMatchObject({ known: 5000, added: 0, faultCount: 0 })
  })

  test('whose parts overlap adds each event once, though events without a time have another before them', async () => {
    const line = (n: number, time = '') => `{"id":"e-${n}","stream":"s","type":"T"${time}}\n`
    const whole = await fileOf('whole.ndjson', line(1, ',"time":"2026-03-01T10:00:00Z"') + line(2) + line(3))
    const part = await fileOf('part.ndjson', line(3) + line(4))
    const store = join(folder, 'parts.db')
    const begun = async (path: string) =>
      importHistory((await openHistory(path)).history, await openSqliteImport(store))
    expect(await begun(whole)).toMatchObject({ added: 3, faultCount: 0 })
    expect(await begun(part)).toMatchObject({ added: 1, known: 1, faultCount: 0 })
    const moved = await fileOf('moved.ndjson', line(1, ',"time":"2027-03-01T10:00:00Z"'))
    expect(await begun(moved)).toMatchObject({ added: 0, known: 0, faults: [{ code: 'id-conflict' }] })
  })

  test('by its signal keeps whole batches and gives the reason', async () => {
    const path = await fileOf('events.ndjson', lines(5000))
    const store = join(folder, 'store.db')
    const abort = new AbortController()
    const reason = new Error('enough')
    const onProgress = ({ added }: { readonly added: number }): void => {
      if (added >= 2000) abort.abort(reason)
    }
    const { history } = await openHistory(path, { signal: abort.signal })
    const options = { signal: abort.signal, onProgress }
    await expect(importHistory(history, await openSqliteImport(store), options)).rejects.toBe(reason)
    const rest = await importHistory((await openHistory(path)).history, await openSqliteImport(store))
    expect(rest).toMatchObject({ known: 2000, added: 3000 })
  })
})
