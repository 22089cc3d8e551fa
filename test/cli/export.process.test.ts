import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { addMessage, makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()
let orders: string
let history: string

function order(n: number): string {
  const type = n % 3 === 0 ? 'OrderCancelled' : 'OrderPlaced'
  const data = `{"n":${n},"mail":"anna${n}@example.org",  "far":1e400}`
  return `{"id":"e-${n}","stream":"order-${n % 7}","type":"${type}","time":${1_700_000_000 + n},"data":${data},"metadata":{"ip": "10.0.0.${n}"}}`
}

/** A folder of its own, and what is in it. */
function emptyFolder(name: string): { readonly at: (file: string) => string; readonly files: () => readonly string[] } {
  mkdirSync(folder.at(name))
  return { at: (file) => folder.at(`${name}/${file}`), files: () => readdirSync(folder.at(name)).sort() }
}

beforeAll(async () => {
  const lines = Array.from({ length: 50 }, (_, i) => order(i + 1))
  orders = await folder.store('orders', lines)
  history = await folder.output('query', orders, '', '--ndjson')
})

describe('epoch export', () => {
  test('without a file prints every event, a line each, as a query does', async () => {
    expect(await folder.output('export', orders)).toBe(history)
  })

  test('makes a file in the format that its name says', async () => {
    const { at, files } = emptyFolder('by-name')
    for (const name of ['o.ndjson', 'o.jsonl', 'o.cloudevents.json', 'o.gaffer.json', 'O.CSV', 'slice.db'])
      expect(await folder.output('export', orders, at(name))).toBe(`50 events of ${orders} written to ${at(name)}\n`)
    expect(files()).toEqual(['O.CSV', 'o.cloudevents.json', 'o.gaffer.json', 'o.jsonl', 'o.ndjson', 'slice.db'])
    expect(readFileSync(at('o.ndjson'), 'utf8')).toBe(history)
    expect(readFileSync(at('o.jsonl'), 'utf8')).toBe(history)
    expect(JSON.parse(readFileSync(at('o.cloudevents.json'), 'utf8'))).toHaveLength(50)
    expect(JSON.parse(readFileSync(at('o.gaffer.json'), 'utf8'))).toHaveLength(50)
    expect(parse(readFileSync(at('O.CSV')), { columns: true })).toHaveLength(50)
    expect(await folder.output('query', at('slice.db'), '', '--ndjson')).toBe(history)
  })

  test('makes a file in the format that is asked for, compressed where its name says so', async () => {
    const { at } = emptyFolder('by-format')
    await folder.output('export', orders, at('any.json'), '--format', 'cloudevents')
    await folder.output('export', orders, at('Same.CloudEvents.JSON.GZ'))
    expect(gunzipSync(readFileSync(at('Same.CloudEvents.JSON.GZ')))).toEqual(readFileSync(at('any.json')))
  })

  test('makes files that are imported as the same history', async () => {
    const { at } = emptyFolder('imported')
    for (const name of ['o.ndjson.gz', 'o.cloudevents.json', 'o.csv']) {
      await folder.output('export', orders, at(name))
      await folder.output('import', at(`${name}.db`), at(name))
      expect(await folder.output('query', at(`${name}.db`), '', '--ndjson')).toBe(history)
    }
  })

  test('takes out what fits a filter, a stream, positions and a limit together', async () => {
    const positions = async (...args: readonly string[]): Promise<readonly number[]> => {
      const lines = (await folder.output('export', orders, ...args)).trimEnd().split('\n')
      return lines.map((line) => JSON.parse(line).position)
    }
    expect(await positions('--where', 'data.n>40 type:OrderCancelled')).toEqual([42, 45, 48])
    expect(await positions('--stream', 'order-3')).toEqual([3, 10, 17, 24, 31, 38, 45])
    expect(await positions('--stream', 'order-3', '--where', 'data.n>20', '--limit', '2')).toEqual([24, 31])
    expect(await positions('--position', '45', '3', '4', '3', '--stream', 'order-3')).toEqual([3, 45])
  })

  test('a slice as a store numbers its events anew', async () => {
    const slice = folder.at('slice.db')
    await folder.output('export', orders, slice, '--stream', 'order-3', '--where', 'data.n>20')
    const found: { readonly position: number; readonly version: number; readonly id: string }[] = JSON.parse(
      await folder.output('query', slice, '', '--json'),
    )
    expect(found.map(({ position, version, id }) => [position, version, id])).toEqual([
      [1, 1, 'e-24'],
      [2, 2, 'e-31'],
      [3, 3, 'e-38'],
      [4, 4, 'e-45'],
    ])
    expect(await folder.output('audit', slice)).toContain('4 events')
  })

  test('what is masked is in no file', async () => {
    const { at, files } = emptyFolder('masked')
    const masks = ['--mask', 'data.mail', 'meta.ip']
    for (const name of ['o.ndjson', 'o.cloudevents.json', 'o.gaffer.json', 'o.csv', 'o.db'])
      await folder.output('export', orders, at(name), ...masks)
    await folder.output('export', orders, at('o.kurrentdb.json'), '--stream', 'order-1', ...masks)
    expect(files()).toHaveLength(6)
    for (const name of files()) {
      const text = readFileSync(at(name), 'latin1')
      expect(text).not.toMatch(/anna|10\.0\.0/)
      expect(text).toContain('***')
      expect(text).toContain('1e400')
    }
  })

  test('a file that is there stays as it is', async () => {
    const { at, files } = emptyFolder('taken')
    for (const name of ['o.ndjson', 'o.db']) {
      writeFileSync(at(name), 'mine')
      expect(await folder.run('export', orders, at(name))).toMatchObject({ code: 2, out: '' })
      expect(readFileSync(at(name), 'utf8')).toBe('mine')
    }
    expect(files()).toEqual(['o.db', 'o.ndjson'])
  })

  test('nothing that fits ends with 1 and makes no file', async () => {
    const { at, files } = emptyFolder('nothing')
    for (const name of ['o.csv', 'o.db']) {
      const { code, err } = await folder.run('export', orders, at(name), '--where', 'type:Nothing')
      expect({ code, err }).toEqual({ code: 1, err: `epoch: no event of ${orders} fits; ${at(name)} was not made\n` })
    }
    expect(await folder.run('export', orders, '--where', 'type:Nothing')).toMatchObject({ code: 1, out: '', err: '' })
    expect(files()).toEqual([])
  })

  test('events of several streams are no file for KurrentDB, and none is left', async () => {
    const { at, files } = emptyFolder('kurrentdb')
    const { code, err } = await folder.run('export', orders, at('o.kurrentdb.json'))
    expect(code).toBe(2)
    expect(err).toMatch(/order-1 and order-2; name a stream.*\(invalid-request\)\n$/)
    expect(files()).toEqual([])
  })

  test('what was not understood ends with 2', async () => {
    for (const args of [
      ['o.json'],
      ['--format', 'epoch'],
      ['o.db.gz'],
      ['--format', 'xml'],
      ['--mask', 'mail'],
      ['--where', 'type:A (b'],
      ['--position', '0'],
    ])
      expect(await folder.run('export', orders, ...args)).toMatchObject({ code: 2, out: '' })
  })

  test('a folder that is not there ends with 4', async () => {
    const { code, err } = await folder.run('export', orders, folder.at('nowhere/o.csv'))
    expect(code).toBe(4)
    expect(err).toContain('nowhere')
  })

  test.skipIf(process.platform === 'win32')('a file is as private as its store', async () => {
    const { at } = emptyFolder('private')
    await folder.output('export', orders, at('private.db'))
    chmodSync(at('private.db'), 0o600)
    await folder.output('export', at('private.db'), at('o.ndjson'))
    expect((statSync(at('o.ndjson')).mode & 0o777).toString(8)).toBe('600')
  })

  test("takes events out of another application's store", async () => {
    mkdirSync(folder.at('emmett'))
    const store = makeEmmettStore(folder.at('emmett'), (database) => {
      for (let n = 0; n < 3; n++) addMessage(database, { message_data: `{"n": ${n}}` })
    })
    const lines = (await folder.output('export', store)).trimEnd().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[2]).toContain('"data":{"n": 2}')
    await folder.output('export', store, folder.at('of-emmett.db'))
    expect(await folder.output('query', folder.at('of-emmett.db'), 'data.n>0', '--count')).toBe('2\n')
  })
})

describe.skipIf(process.platform === 'win32')('epoch export of a large store', () => {
  const store = folder.at('large.db')

  beforeAll(async () => {
    expect(await folder.run('demo', store, '--events', '60000')).toMatchObject({ code: 0 })
  })

  test('interrupted ends with 130 and leaves nothing', async () => {
    const { at, files } = emptyFolder('interrupted')
    for (const name of ['o.ndjson', 'o.db']) {
      const running = folder.start('export', store, at(name))
      while (files().length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      running.child.kill('SIGINT')
      expect(await running.ended).toMatchObject({ code: 130, out: '', err: 'epoch: interrupted\n' })
      expect(files()).toEqual([])
    }
  })

  test('ends well when its reader has seen enough', async () => {
    const running = folder.start('export', store)
    running.child.stdout.once('data', () => running.child.stdout.destroy())
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })
})
