import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../../../src/core/event.ts'
import { loadProjection, type SourceModule } from '../../../../src/projection/dialects/load-projection.ts'
import { compileSource } from '../../../../src/source/compile-source.ts'
import { eventAt, plainReplay, seededRandom } from '../../../projection/projection-log.ts'
import { ArrayLog, RunningProjection } from './running-projection.ts'

const counter = `
import { projection } from 'epoch/projection'
type Count = { n: number }
export default projection<Count>({
  name: 'Count',
  init: (): Count => ({ n: 0 }),
  on: { Counted: (state) => { state.n++ } },
  columns: { n: (state) => state.n },
})`

function history(length: number): ArrayLog {
  return new ArrayLog(Array.from({ length }, (_, at) => eventAt(at + 1, { stream: `order-${at % 3}` })))
}

function applying(handler: string): string {
  return `export default {\n  name: 'n',\n  apply: (state, e) => {\n    ${handler}\n  },\n}`
}

function frames(): readonly HTMLIFrameElement[] {
  return [...document.querySelectorAll<HTMLIFrameElement>('iframe[title="Projection sandbox"]')]
}

describe('a projection in the sandbox', () => {
  test('folds the history and answers for any position', async () => {
    using projection = new RunningProjection(counter, history(1000), 1000)
    expect(await projection.status('live')).toEqual({
      kind: 'live',
      name: 'Count',
      dialect: 'epoch',
      columns: ['n'],
      position: 1000,
      failures: { count: 0, first: [] },
    })
    expect(await projection.exactly(500)).toEqual({
      position: 500,
      exact: true,
      total: 3,
      from: 0,
      rows: [
        { key: 'order-0', json: '{"n":167}', columns: [167], changedAt: 499 },
        { key: 'order-1', json: '{"n":167}', columns: [167], changedAt: 500 },
        { key: 'order-2', json: '{"n":166}', columns: [166], changedAt: 498 },
      ],
    })
    expect((await projection.exactly(0)).total).toBe(0)
  })

  test('tells of states that are large', async () => {
    const source = `export default {
      name: 'Large',
      key: (e) => (e.position === 7 ? 'large' : 'small'),
      apply: (state, e) => { state.text = 'x'.repeat(e.position === 7 ? 70_000 : 7) },
    }`
    using projection = new RunningProjection(source, history(600), 600)
    const status = await projection.status('live')
    expect('largeCells' in status && status.largeCells).toEqual([{ key: 'large', characters: 70_011, position: 7 }])
  })

  test('has the state of a plain replay at random positions', async () => {
    const source = `export default {
      name: 'Unruly',
      key: (e) => e.data.keys,
      init: (key) => ({ key, n: 0 }),
      on: {
        Mutated: (state, e) => { state.n++; state.last = e.data.note },
        Returned: (state, e) => ({ ...state, n: state.n + e.position }),
        Deleted: () => null,
        Threw: (state) => { state.n = -1; throw new Error('no') },
      },
    }`
    const random = seededRandom(5)
    const pick = (count: number): number => Math.floor(random() * count)
    const events: readonly Event[] = Array.from({ length: 3000 }, (_, at) =>
      eventAt(2 * at + 1, {
        type: ['Mutated', 'Mutated', 'Returned', 'Deleted', 'Threw'][pick(5)] ?? '',
        data: { keys: [`key-${pick(200)}`, ['__proto__', 'constructor', 'ключ'][pick(3)]], note: '🙂' },
      }),
    )
    const { script } = compileSource(new Map([['unruly.ts', source]]), 'unruly.ts')
    const module: SourceModule = new Function(`let epochModule; ${script}; return epochModule`)()
    const plain = loadProjection(module, { name: 'unruly', engineVersion: 2 })
    using projection = new RunningProjection(source, new ArrayLog(events), 0, { from: 0, limit: 1000 })
    await projection.status('live')
    for (const count of [256, 255, 257, 512, 3000, ...Array.from({ length: 10 }, () => 1 + pick(3000))]) {
      const view = await projection.exactly(events[count - 1]?.position ?? 0)
      const rows = view.rows.map(({ key, json, changedAt }) => ({ key, json, changedAt }))
      expect(rows).toEqual(plainReplay(plain, events.slice(0, count)))
    }
  })

  test('folds one that is written for KurrentDB', async () => {
    const source = `fromCategory('order').foreachStream().when({
      $init: () => ({ n: 0 }),
      Counted(s) { s.n++; emit('seen', 'Seen', {}); return s },
    })`
    using projection = new RunningProjection(source, history(1000), 0, { from: 0, limit: 3 })
    await projection.status('live')
    expect((await projection.exactly(100)).rows.map(({ key, json }) => [key, json])).toEqual([
      ['order-0', '{"n":34}'],
      ['order-1', '{"n":33}'],
      ['order-2', '{"n":33}'],
    ])
  })

  test('asks the store for events that it no longer has', async () => {
    const events = history(1000)
    using projection = new RunningProjection(counter, events, 1000, { from: 0, limit: 3 }, { tailBytes: 100_000 })
    await projection.status('live')
    expect((await projection.exactly(100)).rows.map(({ json }) => json)).toEqual(['{"n":34}', '{"n":33}', '{"n":33}'])
    const { reads } = events
    expect(reads).toBe(3)
    expect((await projection.exactly(101)).rows.map(({ json }) => json)).toEqual(['{"n":34}', '{"n":34}', '{"n":33}'])
    expect(events.reads).toBe(reads)
  })

  test('shows the rows asked for, of the keys that contain a text', async () => {
    const events = Array.from({ length: 500 }, (_, at) => eventAt(at + 1, { stream: `Order-${at}` }))
    using projection = new RunningProjection(counter, new ArrayLog(events), 500)
    await projection.status('live')
    projection.run.show({ from: 100, limit: 2 })
    expect(await projection.exactly(500)).toMatchObject({
      total: 500,
      rows: [{ key: 'Order-100' }, { key: 'Order-101' }],
    })
    projection.run.show({ from: 1, limit: 2, text: 'order-49' })
    expect(await projection.exactly(500)).toMatchObject({
      total: 11,
      rows: [{ key: 'Order-490' }, { key: 'Order-491' }],
    })
  })

  test('answers the newest of many questions, and says while it folds how far it is', async () => {
    using projection = new RunningProjection(counter, history(20_000), 20_000)
    for (let position = 1; position < 20_000; position += 7) projection.run.seek(position as Position)
    const view = await projection.exactly(19_999)
    expect(view.rows[0]).toMatchObject({ json: '{"n":6667}' })
    expect(projection.views.length).toBeLessThan(1000)
    for (const { position, exact } of projection.views)
      expect([1, 19_999, exact ? position : 20_000]).toContain(position)
  })

  test('follows what is appended without moving from its position', async () => {
    const events = history(10)
    using projection = new RunningProjection(counter, events, 5)
    await projection.status('live')
    const before = await projection.exactly(5)
    events.append(eventAt(11, { stream: 'order-9' }))
    expect(await projection.exactly(11)).toMatchObject({
      total: 4,
      rows: [{}, {}, {}, { key: 'order-9', changedAt: 11 }],
    })
    expect(await projection.exactly(5)).toEqual(before)
    expect(projection.statuses.at(-1)).toMatchObject({ kind: 'live', position: 11 })
  })

  test('answers for a position that is yet to come as soon as it has', async () => {
    const events = history(10)
    using projection = new RunningProjection(counter, events, 10)
    await projection.status('live')
    const coming = projection.exactly(12)
    events.append(eventAt(11))
    events.append(eventAt(12))
    expect(await coming).toMatchObject({ position: 12, exact: true, total: 3 })
  })

  test('that is stopped says nothing more and leaves no frame behind', async () => {
    const before = frames().length
    using stopped = new RunningProjection(counter, history(5000), 1)
    await stopped.status('folding')
    expect(frames()).toHaveLength(before + 1)
    stopped.run.stop()
    stopped.run.stop()
    const said = stopped.statuses.length + stopped.views.length
    expect(frames()).toHaveLength(before)
    using other = new RunningProjection(counter, history(5000), 1)
    await other.status('live')
    expect(stopped.statuses.length + stopped.views.length).toBe(said)
  })

  test('that lost its frame while it had nothing to do starts again', async () => {
    using projection = new RunningProjection(counter, history(10), 10)
    await projection.status('live')
    await projection.exactly(9)
    const before = projection.statuses.length
    frames().at(-1)?.remove()
    await projection.until(() => projection.statuses.slice(before).find(({ kind }) => kind === 'live'))
    expect((await projection.exactly(10)).total).toBe(3)
  })
})

describe('a projection that is wrong', () => {
  test.each([
    [
      'does not parse',
      'export default {\n  name: "x",\n  on: { A( }\n}',
      { message: 'syntax error: Unexpected token', line: 3, column: 12 },
    ],
    [
      'parses and is still no script',
      'let a = 1\nlet b: number = 2\nlet a = 3',
      { message: "syntax error: Identifier 'a' has already been declared", line: 3 },
    ],
    [
      'throws while it loads',
      '\nnull.x',
      { message: "TypeError: Cannot read properties of null (reading 'x')", line: 2 },
    ],
    [
      'imports a package',
      "type T = string\nimport type { A } from 'types'\nimport { b } from 'lodash'\nexport default b",
      { message: expect.stringMatching(/^"lodash" cannot be imported: a projection imports only /), line: 3 },
    ],
    [
      'exports nothing',
      'const a = 1',
      { message: expect.stringMatching(/^it is no projection: it has no default export/) },
    ],
    [
      'has a member too many',
      "export default { name: 'n', apply() {}, keys: 1 }",
      { message: expect.stringMatching(/no member keys/) },
    ],
  ])('as it %s is refused with its place', async (_, source, error) => {
    using projection = new RunningProjection(source, history(1), 0)
    expect((await projection.status('failed')).error).toEqual({ code: 'projection-invalid', ...error })
  })

  test('as it throws at an event is listed with the event and the line, and goes on', async () => {
    const source = applying('if (e.position === 4) throw new Error("not four")\n    return e.position')
    using projection = new RunningProjection(source, history(6), 6)
    const note = { position: 4, key: 'order-0', message: 'Error: not four', line: 4, before: '1' }
    expect((await projection.status('live')).failures).toEqual({ count: 1, first: [note] })
    expect(await projection.exactly(4)).toMatchObject({ failure: note, rows: [{ json: '1' }, {}, {}] })
    expect((await projection.exactly(6)).failure).toBeUndefined()
  })

  test('as it never ends is stopped and names the event, while another goes on', async () => {
    using other = new RunningProjection(counter, history(100), 100)
    await other.status('live')
    const source = applying('if (e.position === 1234) for (;;) {}\n    return 1')
    using endless = new RunningProjection(source, history(2000), 0)
    const { error } = await endless.status('failed')
    expect(error).toMatchObject({ code: 'projection-timeout', position: 1234 })
    expect(error.message).toBe(
      'the projection was stopped: event 1234 took more than 1 s; look for a loop that does not end',
    )
    expect((await other.exactly(50)).total).toBe(3)
  })

  test.each([
    ['while it loads', 'for (;;) {}', 'loading it took more than 1 s'],
    [
      'in a column',
      "export default { name: 'n', apply: () => 1, columns: { c: () => { for (;;) {} } } }",
      'showing position 1 took',
    ],
  ])('as it never ends %s is stopped', async (_, source, message) => {
    using projection = new RunningProjection(source, history(1), 1)
    const { error } = await projection.status('failed')
    expect(error).toMatchObject({ code: 'projection-timeout', message: expect.stringContaining(message) })
  })

  test('as it changes what the worker is made of fails with a named error, or not at all', async () => {
    const source = `
      MessagePort.prototype.postMessage = () => {}
      JSON.stringify = () => 'nonsense'
      Object.prototype.kind = 'view'
      export default { name: 'n', apply: () => 1 }`
    using projection = new RunningProjection(source, history(300), 300)
    const end = await projection.until(() =>
      projection.statuses.find(({ kind }) => kind === 'live' || kind === 'failed'),
    )
    expect(['live', 'failed']).toContain(end.kind)
    expect(Object.prototype).not.toHaveProperty('kind')
  })
})
