import { mkdirSync, readdirSync } from 'node:fs'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { InProcess } from '../in-process.ts'
import { jsonOf, kurrentSource, orderLines, ordersIn } from './orders.ts'

const folder = new InProcess()

let store: string
let projection: string

beforeAll(async () => {
  ;({ store, projection } = await ordersIn(folder))
})

describe('epoch project', () => {
  test('prints a line a cell, and which state that is', async () => {
    expect(await folder.run('project', store, projection, '--at', '3')).toEqual({
      code: 0,
      out: 'order-1  {"status":"paid","cents":1250}\norder-2  {"status":"placed","cents":900}\n',
      err: 'Orders at position 3: 2 cells of 3 events\n',
    })
  })

  test('prints JSON lines, and a cell whole', async () => {
    const { out } = await folder.run('project', store, projection, '--json')
    expect(jsonOf(out)).toEqual([{ key: 'order-1', state: { status: 'paid', cents: 1250 } }])
    expect(await folder.run('project', store, projection, '--key', 'order-1')).toMatchObject({
      code: 0,
      out: '{\n  "status": "paid",\n  "cents": 1250\n}\n',
    })
  })

  test('a key that is not there ends with 1', async () => {
    expect(await folder.run('project', store, projection, '--key', 'order-2')).toMatchObject({ code: 1, out: '' })
  })

  test('a time is the last position by then, which is told', async () => {
    const { out, err } = await folder.run('project', store, projection, '--at', '2026-03-01')
    expect(out).toBe('order-1  {"status":"placed","cents":1250}\norder-2  {"status":"placed","cents":900}\n')
    expect(err).toBe('Orders at position 2: 2 cells of 2 events\n')
  })

  test('what is neither a position nor a time ends with 2', async () => {
    expect(await folder.run('project', store, projection, '--at', 'yesterday')).toMatchObject({ code: 2, out: '' })
  })

  test('a file of events is folded as its store would be, and nothing is left of it', async () => {
    const temporary = folder.at('temporary')
    mkdirSync(temporary)
    vi.stubEnv('TMPDIR', temporary)
    const file = folder.write('events.ndjson', orderLines.join('\n'))
    expect(await folder.run('project', file, projection)).toEqual(await folder.run('project', store, projection))
    expect(readdirSync(temporary)).toEqual([])
  })

  test('records that are no events are left out, which ends with 5', async () => {
    const file = folder.write('faulty.ndjson', [...orderLines, '{"stream":"order-3"}'].join('\n'))
    const { code, out, err } = await folder.run('project', file, projection)
    expect([code, out]).toEqual([5, 'order-1  {"status":"paid","cents":1250}\n'])
    expect(err).toContain('1 record')
  })

  test('an event that cannot be folded is told with file, line and cell; the fold goes on, and it ends with 7', async () => {
    const broken = await folder.store('broken.db', [
      orderLines[0] ?? '',
      '{"stream":"order-1","type":"Broken","data":{}}',
      orderLines[2] ?? '',
    ])
    expect(await folder.run('project', broken, projection)).toEqual({
      code: 7,
      out: 'order-1  {"status":"paid","cents":1250}\n',
      err: `Orders at position 3: 1 cell of 3 events\nepoch: ${projection}:14: position 2, cell order-1: Error: cannot be folded\n`,
    })
    const { code, out, err } = await folder.run('project', broken, projection, '--stop-on-failure')
    expect([code, out]).toEqual([7, 'order-1  {"status":"placed","cents":1250}\n'])
    expect(err).toContain('stopped at position 2')
  })

  test("KurrentDB's language is understood, with what it gives out", async () => {
    const file = folder.write('totals.js', kurrentSource)
    const { out } = await folder.run('project', store, file, '--json', '--at', '2', '--engine', '1')
    expect(jsonOf(out)).toEqual([
      { key: 'order-1', state: { cents: 1250 }, result: { total: 12.5 } },
      { key: 'order-2', state: { cents: 900 }, result: { total: 9 } },
    ])
  })

  test('the state that partitions share is told apart from theirs', async () => {
    const file = folder.write(
      'shared.js',
      `fromCategory('order').foreachStream().when({
        $init: () => ({ n: 0 }),
        $initShared: () => ({ all: 0 }),
        OrderPlaced: (s) => { s[0].n++; s[1].all++; return s },
      })`,
    )
    const { out } = await folder.run('project', store, file, '--json')
    expect(jsonOf(out)).toMatchObject([
      { key: 'order-1', state: { n: 1 } },
      { state: { all: 2 }, shared: true },
      { key: 'order-2', state: { n: 1 } },
    ])
    expect((await folder.run('project', store, file)).out).toContain('(shared)  {"all":2}\n')
    expect((await folder.run('find', store, file, 'state.all === 2')).out).toMatch(/^\d {2}\(shared\) {2}holds/)
    expect((await folder.run('diff', store, file, '--from', '0')).out).toContain('(shared)  (by 2 events: ')
  })

  test('makes visible in a key what a terminal would obey', async () => {
    const file = folder.write('odd.js', "export default { name: 'Odd', key: () => '\\u001b[2J', apply() {} }\n")
    expect((await folder.run('project', store, file)).out).toBe('\\u{1b}[2J  {}\n')
  })

  test("KurrentDB's projections end where they fail, unless they are told to go on", async () => {
    const file = folder.write(
      'fails.js',
      "fromAll().when({ OrderPlaced: (s, e) => ({ n: e.data.cents }), PaymentTaken: () => { throw new Error('no') } })",
    )
    expect(await folder.run('project', store, file)).toMatchObject({ code: 7, out: '  {"n":900}\n' })
    expect(await folder.run('project', store, file, '--no-stop-on-failure')).toMatchObject({
      code: 7,
      out: '  {"n":1}\n',
    })
  })

  test('what is emitted, linked and logged is printed in place of the state, and goes nowhere', async () => {
    const file = folder.write('totals.js', kurrentSource)
    const { code, out } = await folder.run('project', store, file, '--effects', '--json', '--at', '1')
    expect(code).toBe(0)
    expect(jsonOf(out)).toMatchObject([
      { position: 1, stream: 'totals', type: 'TotalChanged', data: { of: 'order-1' } },
      { position: 1, stream: 'all-orders', type: '$>', data: '0@order-1' },
      { position: 1, log: 'placed order-1' },
    ])
    expect((await folder.run('query', store, '', '--count')).out).toBe('5\n')
  })

  test('a projection that keeps something outside its state is found out', async () => {
    const file = folder.write(
      'counted.ts',
      "import { projection } from 'epoch/projection'\nlet seen = 0\nexport default projection({ name: 'C', apply: (s: any) => { s.n = ++seen } })\n",
    )
    expect(await folder.run('project', store, file, '--check')).toMatchObject({
      code: 1,
      out: expect.stringContaining('differ from position 1 on, in cell order-1'),
    })
    expect(await folder.run('project', store, projection, '--check')).toMatchObject({ code: 0 })
  })

  test('events that cannot be folded are told by a check, too', async () => {
    const file = folder.write('fails.js', "export default { name: 'F', apply: () => { throw new Error('never') } }\n")
    const { code, out, err } = await folder.run('project', store, file, '--check')
    expect([code, out]).toEqual([7, 'The same events give the same state\n'])
    expect(err).toContain('position 1, cell order-1: Error: never')
  })

  test('a projection that looks at the clock finds the time of the event there, which --check tells', async () => {
    const file = folder.write(
      'timed.js',
      "export default { name: 'T', key: () => 'all', apply: () => ({ at: new Date(), chance: Math.random(), hour: new Date().getHours() }) }\n",
    )
    const once = await folder.run('project', store, file, '--at', '2', '--json')
    expect(jsonOf(once.out)).toMatchObject([{ state: { at: '2026-03-01T11:00:00.000Z', hour: 11 } }])
    expect(await folder.run('project', store, file, '--at', '2', '--json')).toEqual(once)
    const { code, out } = await folder.run('project', store, file, '--check', '--json')
    expect(code).toBe(0)
    expect(jsonOf(out)).toMatchObject([
      { uses: expect.arrayContaining([{ name: 'Math.random', count: expect.any(Number), firstPosition: 1 }]) },
    ])
  })
})

describe('a projection that is none ends with 2', () => {
  test.each([
    ['syntax.ts', 'export default {\n  name: }\n', ':2:9: syntax error'],
    ['syntax.js', 'fromAll().when({\n  $init: }\n)', ':2: SyntaxError'],
    ['throws.ts', '\n\nthrow new Error("at once")\nexport default 1', ':3: Error: at once'],
    ['neither.ts', 'const a = 1\n', 'it is no projection'],
    ['missing.ts', "import { a } from './nowhere.ts'\nexport default a\n", '"./nowhere.ts" cannot be imported'],
  ])('%s', async (name, source, message) => {
    const file = folder.write(name, source)
    const { code, out, err } = await folder.run('project', store, file)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(file)
    expect(err).toContain(message)
  })

  test('a file that is not there ends with 4', async () => {
    expect(await folder.run('project', store, folder.at('nobody.ts'))).toMatchObject({
      code: 4,
      err: expect.stringContaining('there is no such file (import-unreadable)'),
    })
  })
})
