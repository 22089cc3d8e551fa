import { beforeAll, describe, expect, test } from 'vitest'
import { InProcess } from '../in-process.ts'
import { jsonOf, ordersIn, ordersSource } from './orders.ts'

const folder = new InProcess()

let store: string
let projection: string

beforeAll(async () => {
  ;({ store, projection } = await ordersIn(folder))
})

describe('epoch find', () => {
  test('tells the first event after which it holds, the last, or all and where it ceases to', async () => {
    const predicate = 'state.cents > 0'
    expect(await folder.run('find', store, projection, predicate)).toMatchObject({
      code: 0,
      out: '1  order-1  holds from here on\n',
    })
    expect(await folder.run('find', store, projection, predicate, '--last')).toMatchObject({
      code: 0,
      out: '2  order-2  holds from here on\n',
    })
    const { out, err } = await folder.run('find', store, projection, predicate, '--all', '--json', '--from', '1')
    expect(jsonOf(out)).toEqual([
      { position: 2, key: 'order-2', holds: true },
      { position: 5, key: 'order-2', holds: false },
    ])
    expect(err).toBe('2 crossings; at position 5 it holds for 1 cell\n')
  })

  test('looks into one cell only, and up to a moment', async () => {
    const args = [
      'find',
      store,
      projection,
      '({ status }, key, event) => status === "paid" && event.type === "PaymentTaken"',
    ]
    expect(await folder.run(...args, '--key', 'order-1')).toMatchObject({ code: 0 })
    expect(await folder.run(...args, '--key', 'order-2')).toMatchObject({ code: 1, out: '' })
    expect(await folder.run(...args, '--to', '2026-03-01')).toMatchObject({ code: 1, out: '' })
  })

  test('a predicate that throws counts as false, which is told once', async () => {
    const { code, out, err } = await folder.run('find', store, projection, 'state.lines.length > 0')
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('first at position 1, cell order-1: TypeError')
  })

  test.each(['state.cents >', '', 'state; 1', '}) { ('])(
    'the predicate %j does not parse, which ends with 2',
    async (predicate) => {
      expect(await folder.run('find', store, projection, predicate)).toMatchObject({
        code: 2,
        out: '',
        err: expect.stringContaining('(predicate-invalid)'),
      })
    },
  )
})

describe('epoch diff', () => {
  test('shows what differs between two moments, and by which events', async () => {
    expect(await folder.run('diff', store, projection, '--from', '2026-03-01', '--to', '5')).toEqual({
      code: 1,
      out: `order-1  (by 1 event: 3)
  - {"status":"placed","cents":1250}
  + {"status":"paid","cents":1250}
order-2  (by 1 event: 5)
  - {"status":"placed","cents":900}
2 cells differ between positions 2 and 5
`,
      err: '',
    })
  })

  test('shows what differs between two projections, and since when', async () => {
    const other = folder.write('orders-new.ts', ordersSource.replace('= paid', "= 'settled'"))
    const { code, out } = await folder.run('diff', store, projection, other, '--json')
    expect(code).toBe(1)
    expect(jsonOf(out)).toEqual([
      {
        at: 5,
        firstDivergence: { position: 3, key: 'order-1' },
        total: 1,
        cells: [{ key: 'order-1', before: { status: 'paid', cents: 1250 }, after: { status: 'settled', cents: 1250 } }],
      },
    ])
    expect(await folder.run('diff', store, projection, other, '--at', '2')).toEqual({
      code: 0,
      out: 'Nothing differs at position 2\n',
      err: '',
    })
  })

  test.each([[[]], [['--at', '3']], [['other.ts', '--from', '1']], [['--from', '1', '--at', '3']]])(
    'is refused with %j',
    async (args) => {
      expect(await folder.run('diff', store, projection, ...args)).toMatchObject({ code: 2, out: '' })
    },
  )
})

describe('epoch assert', () => {
  test('ends with 0 when it holds for every cell, else with 1 and the cells for which it does not', async () => {
    expect(await folder.run('assert', store, projection, 'state.cents > 0', '--at', '2')).toMatchObject({
      code: 0,
      out: 'It holds at position 2: 2 of 2 cells\n',
    })
    expect(await folder.run('assert', store, projection, 'state.cents > 1000', '--at', '2')).toMatchObject({
      code: 1,
      out: 'order-2  {"status":"placed","cents":900}\nIt does not hold at position 2: 1 of 2 cells\n',
    })
  })

  test('holds for any, if one is enough', async () => {
    const args = ['assert', store, projection, 'state.cents > 1000', '--at', '2', '--any', '--json']
    const { code, out } = await folder.run(...args)
    expect(code).toBe(0)
    expect(jsonOf(out)).toMatchObject([{ holds: true, at: 2, cells: 2, holding: 1, failing: [{ key: 'order-2' }] }])
  })

  test.each([
    ['of one cell', ['--key', 'order-1'], 0],
    ['of a cell that is not there', ['--key', 'order-9', '--any'], 1],
    ['of a read model without a cell', ['--at', '0'], 1],
  ])('%s', async (_, args, code) => {
    expect(await folder.run('assert', store, projection, 'true', ...args)).toMatchObject({ code })
  })
})
