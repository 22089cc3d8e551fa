import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Event, Position } from '../../src/core/event.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import type { RowCondition, RowField, RowsQuery } from '../../src/projection/rows-query.ts'
import { topRows } from '../../src/projection/top-rows.ts'
import { MemoryValueStore, type ValueRef } from '../../src/projection/value-store.ts'
import { engineOver, eventAt, fail, foldAll, plainReplay, seededRandom } from './projection-log.ts'

interface State {
  readonly v: unknown
  readonly tags?: readonly string[]
}

const projection = epochProjection({
  name: 'n',
  apply: (_: State, e: { data: State | null }) => e.data,
  columns: {
    v: (state: State) => (state.v === 'bad' ? fail('bad') : state.v),
    tags: (state: State) => state.tags?.length,
  },
})

const values = [0, -1, 2.5, 1e21, 'a', 'B', 'é', '', 'bad', true, false, null, undefined, { deep: 1 }, [1, 2]]

function log(seed: number, length: number): readonly Event[] {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  return Array.from({ length }, (_, at) => {
    const tags = pick([undefined, [], ['x'], ['x', 'y']])
    const data = random() < 0.1 ? null : { v: random() < 0.5 ? random() : pick(values), ...(tags && { tags }) }
    return eventAt(at + 1, { stream: `s-${Math.floor(random() * 120)}`, data })
  })
}

const fieldValues = new Map<string, (state: State) => unknown>([
  ['column v', (state) => (state.v === 'bad' ? undefined : state.v)],
  ['column tags', (state) => state.tags?.length],
  ['column nowhere', () => undefined],
  ['path v', (state) => state.v],
  ['path tags.0', (state) => state.tags?.[0]],
])

const fields = new Map<string, RowField>([
  ['column v', { column: 'v' }],
  ['column tags', { column: 'tags' }],
  ['column nowhere', { column: 'nowhere' }],
  ['path v', { path: ['v'] }],
  ['path tags.0', { path: ['tags', 0] }],
])

function plainValue(field: string, json: string): unknown {
  const value = fieldValues.get(field)?.(JSON.parse(json))
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
}

function plainFits(value: unknown, operator: RowCondition['operator'], wanted: RowCondition['value']): boolean {
  if (value === null || wanted === null) return value === wanted && operator === '='
  if (typeof value !== typeof wanted || value === undefined) return false
  const [a, b] = [value as string, wanted as string]
  const isOrdered = typeof value !== 'boolean'
  return {
    '=': a === b,
    '!=': a !== b,
    '<': isOrdered && a < b,
    '<=': isOrdered && a <= b,
    '>': isOrdered && a > b,
    '>=': isOrdered && a >= b,
    contains: typeof value === 'string' && value.toLowerCase().includes(String(wanted).toLowerCase()),
  }[operator]
}

const ranks = ['number', 'string', 'boolean']

function plainOrder(a: unknown, b: unknown, descending: boolean): number {
  const [rank, other] = [ranks.indexOf(typeof a), ranks.indexOf(typeof b)]
  if (rank === -1 || other === -1) return Number(rank === -1) - Number(other === -1)
  const order =
    rank === other ? Number((a as number) > (b as number)) - Number((a as number) < (b as number)) : rank - other
  return descending ? -order : order
}

const field = fc.constantFrom(...fields.keys())
const condition = fc.record({
  field,
  operator: fc.constantFrom<RowCondition['operator']>('=', '!=', '<', '<=', '>', '>=', 'contains'),
  value: fc.constantFrom<RowCondition['value']>(0, 0.5, 'a', 'b', '', true, null, 1),
})

describe('rows by columns and by paths', () => {
  test('are those of a plain replay, filtered and sorted', { timeout: 60_000 }, async () => {
    const events = log(4, 1500)
    const engine = await foldAll(projection, events)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(events.length),
        fc.array(condition, { maxLength: 2 }),
        fc.option(fc.record({ field, descending: fc.boolean() }), { nil: undefined }),
        fc.record({ from: fc.nat(60), limit: fc.integer({ min: 1, max: 60 }) }),
        fc.constantFrom(undefined, '1'),
        async (at, where, sort, page, text) => {
          const fieldOf = (name: string): RowField => fields.get(name) ?? { path: [] }
          const query: RowsQuery = {
            ...page,
            ...(text !== undefined && { text }),
            where: where.map(({ field: name, ...rest }) => ({ field: fieldOf(name), ...rest })),
            ...(sort && { sort: { field: fieldOf(sort.field), descending: sort.descending } }),
          }
          const plain = plainReplay(projection, events.slice(0, at))
            .filter(({ key }) => key.includes(text ?? ''))
            .filter(({ json }) =>
              where.every(({ field: name, operator, value }) => plainFits(plainValue(name, json), operator, value)),
            )
          const { total, rows } = await engine.at(at as Position, (view) => view.rows(query))
          expect(total).toBe(plain.length)
          const sorted = sort
            ? plain.toSorted((a, b) =>
                plainOrder(plainValue(sort.field, a.json), plainValue(sort.field, b.json), sort.descending),
              )
            : plain
          expect(rows.map(({ key }) => key)).toEqual(
            sorted.slice(page.from, page.from + page.limit).map(({ key }) => key),
          )
        },
      ),
      { numRuns: 250, seed: 128 },
    )
  })

  test('need no states but those shown where columns alone are asked for', async () => {
    const events = Array.from({ length: 512 }, (_, at) => eventAt(at + 1, { stream: `s-${at}`, data: { v: at } }))
    const values = new CountingValues()
    const engine = engineOver(projection, events, { values })
    await engine.fold(events)
    const sort = { field: { column: 'v' }, descending: true } as const
    values.read = 0
    const page = await engine.at(512 as Position, (view) => view.rows({ from: 0, limit: 3, sort }))
    expect(page.rows.map(({ key }) => key)).toEqual(['s-511', 's-510', 's-509'])
    expect(values.read).toBe(3)
  })
})

test.each([
  ['the first rows', { from: 0, limit: 50 }],
  ['rows somewhere', { from: 200, limit: 50 }],
  ['rows by a column', { from: 0, limit: 50, sort: { field: { column: 'v' }, descending: true } }],
  ['rows that fit a column', { from: 0, limit: 50, where: [{ field: { column: 'tags' }, operator: '>', value: 0 }] }],
] satisfies [string, RowsQuery][])('%s of a position take at most two reads of values', async (_, query) => {
  const events = log(9, 1500)
  const values = new CountingValues()
  const engine = engineOver(projection, events, { values })
  await engine.fold(events)
  for (const at of [200, 256, 700, 1023, 1500]) {
    values.reads = 0
    await engine.at(at as Position, (view) => view.rows(query))
    expect(values.reads).toBeLessThanOrEqual(2)
  }
})

test('of a state that JSON cannot say, columns are of what is kept of it', async () => {
  const lossy = epochProjection({
    name: 'n',
    apply: (_: unknown, e: { position: number }) => ({ v: e.position === 256 ? Number.NaN : e.position }),
    columns: { v: (state: { v: unknown }) => state.v },
  })
  const engine = await foldAll(
    lossy,
    Array.from({ length: 256 }, (_, at) => eventAt(at + 1, { stream: `s-${at}` })),
  )
  const where = [{ field: { column: 'v' }, operator: '=', value: null }] as const
  const { rows } = await engine.at(256 as Position, (view) => view.rows({ from: 0, limit: 9, where }))
  expect(rows).toMatchObject([{ key: 's-255', json: '{"v":null}', columns: [null] }])
})

test('paging through an order reads the states it is by once', async () => {
  const events = Array.from({ length: 512 }, (_, at) => eventAt(at + 1, { stream: `s-${at}`, data: { v: -at } }))
  const values = new CountingValues()
  const engine = engineOver(projection, events, { values })
  await engine.fold(events)
  const sort = { field: { path: ['v'] }, descending: false } as const
  const keys: string[] = []
  values.read = 0
  for (let from = 0; from < 512; from += 64) {
    const page = await engine.at(512 as Position, (view) => view.rows({ from, limit: 64, sort }))
    keys.push(...page.rows.map(({ key }) => key))
  }
  expect(keys).toEqual(events.map(({ stream }) => stream).toReversed())
  expect(values.read).toBe(512 * 2)
})

class CountingValues extends MemoryValueStore {
  read = 0
  reads = 0

  override readMany(refs: readonly ValueRef[]): Promise<readonly Uint8Array[]> {
    this.read += refs.length
    this.reads++
    return super.readMany(refs)
  }
}

test('the top of an order is what a sort has there', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { maxLength: 500 }), fc.nat(60), fc.nat(60), (numbers, from, count) => {
      const places = topRows(
        numbers.length,
        { from, until: from + count },
        (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0),
      )
      const sorted = numbers.map((_, at) => at).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b)
      expect(places).toEqual(sorted.slice(from, from + count))
    }),
    { numRuns: 300, seed: 128 },
  )
})

test('a column is recorded of what is kept of a state, as it is shown', async () => {
  const projection = epochProjection({
    name: 'n',
    apply: () => ({ note: undefined }),
    columns: { noted: (state: object) => 'note' in state },
  })
  const engine = await foldAll(
    projection,
    Array.from({ length: 256 }, (_, at) => eventAt(at + 1)),
  )
  const where = [{ field: { column: 'noted' }, operator: '=' as const, value: false }]
  const { rows } = await engine.at(256 as Position, (view) => view.rows({ from: 0, limit: 1, where }))
  expect(rows.map(({ columns }) => columns)).toEqual([[false]])
})
