import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, test } from 'vitest'
import { addMessage, makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()
let orders: string

function order(n: number): string {
  return `{"id":"e-${n}","stream":"order-${n % 3}","type":"Placed","time":${1_700_000_000 + n},"data":{"said":"secret${n}word"}}`
}

/** A store of another application, in a folder of its own. */
function emmettStore(): string {
  const own = mkdtempSync(join(folder.path, 'emmett-'))
  return makeEmmettStore(own, (database) => addMessage(database))
}

const lines = Array.from({ length: 1200 }, (_, i) => order(i + 1))

beforeAll(async () => {
  orders = await folder.store('orders', lines)
})

describe('epoch audit', () => {
  test('says in words that a whole store is whole', async () => {
    const { code, out, err } = await folder.run('audit', orders)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      `${orders}: 1,200 events up to position 1200
Checked: the file, by SQLite, positions and versions, ids and causes, checksums and seals, times, JSON, indexes and counts, segments
Nothing is damaged
`,
    )
  })

  test('tells what is damaged in a line each, with the event, and ends with 1', async () => {
    const store = await folder.store('damaged', lines)
    const database = new Database(store)
    database.exec(`UPDATE events SET data = '{"said":"forged"}' WHERE position = 42`)
    database.close()
    const { code, out, err } = await folder.run('audit', store)
    expect({ code, err }).toEqual({ code: 1, err: '' })
    const [first, ...rest] = out.trimEnd().split('\n')
    expect(first).toBe('position 42 order-0@14: it is not what was stored (checksum)')
    expect(rest.at(-1)).toBe('1 finding of damage')
  })

  test('tells of notices and ends with 0; as JSON with all that is known of their events', async () => {
    const store = await folder.store('notices', [
      '{"id":"b","stream":"s","type":"T","time":2,"data":1,"metadata":{"causationId":"nowhere"}}',
      '{"id":"a","stream":"s","type":"T","time":1,"data":1}',
    ])
    const { code, out } = await folder.run('audit', store, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      path: store,
      head: 2,
      events: 2,
      counts: [
        { kind: 'orphan-causation', severity: 'notice', count: 1 },
        { kind: 'own-time', severity: 'notice', count: 1 },
      ],
      findings: [
        { kind: 'orphan-causation', position: 1, stream: 's', version: 1, eventId: 'b' },
        { kind: 'own-time', position: 2, stream: 's', version: 2, eventId: 'a' },
      ],
    })
    const { out: text } = await folder.run('audit', store)
    expect(text).toContain('position 2 s@2: it happened before an event that stands before it (own-time, a notice)')
    expect(text).toContain('Nothing is damaged; 2 notices, of what is normal in imported histories')
  })

  test("audits another application's store as far as reading it goes, and says so", async () => {
    const path = emmettStore()
    const { code, out } = await folder.run('audit', path)
    expect(code).toBe(0)
    expect(out).toContain('Checked: positions and versions, ids and causes, times, JSON\nNot checked: checksums')
  })

  test('ends with 4 for what is no store', async () => {
    writeFileSync(folder.at('text.db'), 'no database\n')
    expect(await folder.run('audit', folder.at('text.db'))).toMatchObject({ code: 4, out: '' })
  })
})

describe('epoch purge', () => {
  test('says what it would purge and purges nothing without --yes', async () => {
    const store = await folder.store('asked', lines.slice(0, 10))
    const { code, out, err } = await folder.run('purge', store, '--stream', 'order-1', '--by', 'ada')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^epoch: this would empty .* of 4 events of order-1 .*; nothing was purged: add --yes/)
    expect(JSON.parse((await folder.run('audit', store, '--json')).out)).toMatchObject({ purged: 0 })
  })

  test('purges, once, and leaves the store in order', async () => {
    const store = await folder.store('purged', lines)
    const args = ['purge', store, '--position', '7', '--position', '1100', '--by', 'ada', '--yes'] as const
    expect(await folder.output(...args)).toBe(`2 events of ${store} purged\n`)
    expect(await folder.output(...args)).toBe(`0 events of ${store} purged; 2 were purged before\n`)
    const bytes = readFileSync(store).toString('latin1')
    expect([7, 8, 1100].filter((n) => bytes.includes(`secret${n}word`))).toEqual([8])
    expect(await folder.output('audit', store)).toContain('1,200 events up to position 1200, 2 of them purged')
  })

  test.each([
    ['an event that is not there', ['--position', '99'], 1, 'not-found'],
    ['a stream that is not there', ['--stream', 'nobody'], 1, 'not-found'],
    ['a name that is none', ['--stream', ''], 2, 'bad-name'],
  ])('refuses %s', async (_, which, code, named) => {
    const store = await folder.store('small', lines.slice(0, 3))
    const ended = await folder.run('purge', store, ...which, '--by', 'ada', '--yes')
    expect(ended).toMatchObject({ code, out: '' })
    expect(ended.err).toContain(`(${named})`)
  })

  test('needs events or a stream, and who purges', async () => {
    for (const args of [
      ['--by', 'ada'],
      ['--position', '1'],
      ['--position', '1', '--stream', 's', '--by', 'ada'],
    ])
      expect(await folder.run('purge', orders, ...args, '--yes')).toMatchObject({ code: 2, out: '' })
  })

  test("leaves another application's store as it is", async () => {
    const path = emmettStore()
    const before = readFileSync(path)
    const { code, err } = await folder.run('purge', path, '--position', '1', '--by', 'ada', '--yes')
    expect(code).toBe(4)
    expect(err).toContain("use that one's own tools (store-read-only)")
    expect(readFileSync(path).equals(before)).toBe(true)
  })
})

describe('epoch backup', () => {
  test('copies a store, verified, and never over a file', async () => {
    const copy = folder.at('copy.db')
    expect(await folder.output('backup', orders, copy)).toMatch(
      /^\S+ up to position 1200 copied to \S+ and verified \(\d+\.\d MB\)\n$/,
    )
    expect(await folder.output('query', copy, '', '--count')).toBe('1200\n')
    const { code, err } = await folder.run('backup', orders, copy)
    expect(code).toBe(2)
    expect(err).toContain('(file-exists)')
  })

  test("refuses another application's store", async () => {
    const path = emmettStore()
    expect(await folder.run('backup', path, folder.at('never.db'))).toMatchObject({ code: 4, out: '' })
    expect(existsSync(folder.at('never.db'))).toBe(false)
  })
})
