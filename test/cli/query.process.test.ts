import { mkdirSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { addMessage, makeEmmettStore } from '../backends/foreign-emmett-store.ts'
import { CliFolder } from './cli-folder.ts'

const folder = new CliFolder()
let orders: string

/** Every third event is a cancellation. */
function order(n: number): string {
  const type = n % 3 === 0 ? 'OrderCancelled' : 'OrderPlaced'
  return `{"id":"e-${n}","stream":"order-${n % 7}","type":"${type}","time":${1_700_000_000 + n},"data":{"n":${n}}}`
}

beforeAll(async () => {
  orders = await folder.store(
    'orders',
    Array.from({ length: 2500 }, (_, i) => order(i + 1)),
  )
})

describe('epoch query', () => {
  test('prints one aligned line an event for people', async () => {
    expect(await folder.output('query', orders, 'position:998..1000')).toBe(
      ` 998  2023-11-14T22:29:58.000000Z  order-4@143  OrderPlaced     {"n":998}
 999  2023-11-14T22:29:59.000000Z  order-5@143  OrderCancelled  {"n":999}
1000  2023-11-14T22:30:00.000000Z  order-6@143  OrderPlaced     {"n":1000}
`,
    )
  })

  test('makes visible what a terminal would obey', async () => {
    const store = await folder.store('hostile', [
      '{"stream":"a\u202eb","type":"T","time":0,"data":{"s":"\u2066\u0085"}}',
    ])
    expect(await folder.output('query', store, '')).toBe(
      '1  1970-01-01T00:00:00.000000Z  a\\u{202e}b@1  T  {"s":"\\u{2066}\\u{85}"}\n',
    )
  })

  test('counts what it prints', async () => {
    for (const [filter, number] of [
      ['type:OrderCancelled', 833],
      ['stream:order-0 type:OrderCancelled', 119],
      ['data.n>2000', 500],
      ['', 2500],
    ] as const) {
      expect(await folder.output('query', orders, filter, '--count')).toBe(`${number}\n`)
      const lines = (await folder.output('query', orders, filter, '--ndjson')).trimEnd().split('\n')
      expect(lines).toHaveLength(number)
    }
  })

  test('keeps to a limit, from either end', async () => {
    const positions = async (...args: readonly string[]): Promise<readonly number[]> => {
      const events: { position: number }[] = JSON.parse(await folder.output('query', orders, ...args, '--json'))
      return events.map(({ position }) => position)
    }
    expect(await positions('type:OrderCancelled', '--limit', '3')).toEqual([3, 6, 9])
    expect(await positions('type:OrderCancelled', '--limit', '3', '--reverse')).toEqual([2499, 2496, 2493])
    expect(await positions('', '--limit', '2400')).toHaveLength(2400)
    expect(await folder.output('query', orders, '', '--limit', '10', '--count')).toBe('10\n')
  })

  test('finding nothing ends with 1', async () => {
    expect(await folder.run('query', orders, 'type:Nothing')).toMatchObject({ code: 1, out: '', err: '' })
    expect(await folder.run('query', orders, 'type:Nothing', '--json')).toMatchObject({ code: 1, out: '[]\n' })
    expect(await folder.run('query', orders, 'type:Nothing', '--count')).toMatchObject({ code: 1, out: '0\n' })
  })

  test('a filter that is none ends with 2 and shows the place', async () => {
    for (const command of [
      ['query', orders, 'type:A (b'],
      ['tail', orders, '--filter', 'type:A (b'],
    ]) {
      const { code, out, err } = await folder.run(...command)
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(/^epoch: filter, column 10: expected .+ \(invalid-filter\)\n {2}type:A \(b\n {11}\^\n$/)
    }
  })

  test('two ways to print at once are refused', async () => {
    expect(await folder.run('query', orders, '', '--json', '--count')).toMatchObject({ code: 2, out: '' })
  })

  test('data comes out to the byte, whatever a number would become', async () => {
    const data = '{"n": 12345678901234567890,"far":1e400,  "twice":1,"twice":2.0,"text":"\\u00e9\\ud800"}'
    const line = `{"id":"x","stream":"s","type":"T","time":"2026-03-01T10:22:31.123456Z","data":${data},"metadata":{"a": 1}}`
    const store = folder.at('exact.db')
    writeFileSync(folder.at('exact.ndjson'), line)
    const { code, err } = await folder.run('import', store, folder.at('exact.ndjson'))
    expect([code, err]).toEqual([0, expect.stringContaining('(import-duplicate-key)')])
    const out = await folder.output('query', store, '', '--ndjson')
    expect(out).toBe(
      `{"position":1,"stream":"s","version":1,"id":"x","type":"T","schemaVersion":1,"time":"2026-03-01T10:22:31.123456Z","data":${data},"metadata":{"a": 1}}\n`,
    )
    expect(await folder.output('query', store, '', '--json')).toBe(`[${out}]\n`)
  })

  test('what it prints as NDJSON can be imported, and is the same history then', async () => {
    const history = await folder.output('query', orders, '', '--ndjson')
    const copy = await folder.store('copy', history.split('\n'))
    expect(await folder.output('query', copy, '', '--ndjson')).toBe(history)
  })

  test("asks another application's store", async () => {
    mkdirSync(folder.at('emmett'))
    const store = makeEmmettStore(folder.at('emmett'), (database) => {
      for (let n = 0; n < 3; n++) addMessage(database, { message_data: `{"n":${n}}` })
      addMessage(database, { message_type: 'CartClosed' })
    })
    expect(await folder.output('query', store, 'type:ItemAdded', '--count')).toBe('3\n')
    expect(JSON.parse(await folder.output('query', store, 'type:ItemAdded', '--json'))).toMatchObject([
      { stream: 'cart-1', version: 1, data: { n: 0 } },
      { version: 2, data: { n: 1 } },
      { version: 3, data: { n: 2 } },
    ])
  })

  test('what is no store ends with 4', async () => {
    writeFileSync(folder.at('text.db'), 'no database\n')
    expect(await folder.run('query', folder.at('text.db'), '')).toMatchObject({ code: 4, out: '' })
    expect(await folder.run('query', folder.at('nowhere.db'), '')).toMatchObject({ code: 4, out: '' })
  })

  test.skipIf(process.platform === 'win32')('ends well when its reader has seen enough', async () => {
    const running = folder.start('query', orders, '', '--ndjson')
    running.child.stdout.once('data', () => running.child.stdout.destroy())
    expect(await running.ended).toMatchObject({ code: 0, err: '' })
  })

  test.skipIf(process.platform === 'win32')('interrupted ends with 130', async () => {
    const store = folder.at('large.db')
    await folder.output('demo', store, '--events', '20000')
    const running = folder.start('query', store, '', '--ndjson')
    running.child.stdout.once('data', () => running.child.kill('SIGINT'))
    expect(await running.ended).toMatchObject({ code: 130, err: 'epoch: interrupted\n' })
  })
})
