import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../src/backends/sqlite/epoch-schema.ts'
import { EventInserter } from '../../src/backends/sqlite/event-inserter.ts'
import { conditionOf } from '../../src/backends/sqlite/filter-condition.ts'
import { globOf } from '../../src/backends/sqlite/glob-pattern.ts'
import { NameNumbers } from '../../src/backends/sqlite/name-numbers.ts'
import { StreamNumbers } from '../../src/backends/sqlite/stream-numbers.ts'
import type { Event } from '../../src/core/event.ts'
import { predicateOf } from '../../src/core/filter/filter-predicate.ts'
import type { FilterTree } from '../../src/core/filter/filter-tree.ts'
import { matchesPattern } from '../../src/core/filter/name-pattern.ts'
import { parsePayloadPath } from '../../src/core/filter/payload-path.ts'
import type { JsonText } from '../../src/core/json.ts'
import { anyEvent, likely } from '../core/filter/filter-events.ts'
import { aFilterTree } from '../core/filter/filter-trees.ts'

const oddNumbers = [
  '{"a":1}',
  '{"a":1,"a":2}',
  '{"a":2,"a":1}',
  '{"b":{"a":1},"b":{"a":2}}',
  '{"b":{"a":1,"a":2}}',
  '{"a":{"a":2}}',
  '{"\\u0061":2,"b":1}',
  '{"a":[2]}',
  '{"a":[2],"a":[1]}',
  '{"a":"2"}',
  '{"a":2.0}',
  '{"a":0.2e1}',
  '{"a":9007199254740992}',
  '{"a":9007199254740993}',
  '{"a":9007199254740994}',
  '{"a":1e400}',
  '{"a":-1e400}',
  '{"a":1e-400}',
  '{"a":-0}',
  '{"a":0.1000000000000000055511151231257827021181583404541015625}',
  `{"a":1${'9'.repeat(400)}}`,
  '{"a":1} x',
  '{a:2}',
  'null',
]

/** Holds one event, whatever is wrong with it. */
class OneEvent {
  readonly database = new Database(':memory:')
  readonly numbers
  readonly #inserter: EventInserter

  constructor() {
    migrate(this.database)
    this.#inserter = new EventInserter(this.database)
    const streams = new StreamNumbers(this.database)
    this.numbers = {
      types: new NameNumbers(this.database, 'types'),
      categories: new NameNumbers(this.database, 'categories'),
      streamNumbers: (names: readonly string[]) => streams.numbers(names),
    }
  }

  /** @returns the event as the store gives it back */
  put(event: Event): Event {
    this.#inserter.begin()
    for (const table of ['events', 'recent_links']) this.database.exec(`DELETE FROM ${table}`)
    const at = this.#inserter.insert(event)
    this.#inserter.end()
    this.database
      .prepare('UPDATE events SET position = ?, version = ? WHERE position = ?')
      .run(event.position, event.version, at)
    const [data, metadata] = this.database
      .prepare<[], [Event['data'], Event['metadata']]>('SELECT data, metadata FROM events')
      .raw()
      .all()[0] ?? [event.data, event.metadata]
    return { ...event, data, metadata }
  }

  isLetThrough(sql: string, binds: readonly unknown[]): boolean {
    return this.database.prepare(`SELECT 1 FROM events WHERE ${sql}`).get(binds) !== undefined
  }
}

describe('SQL for a filter', () => {
  test('lets through every event that fits, and where it says that it is exact no other', () => {
    const store = new OneEvent()
    let narrowed = 0
    fc.assert(
      fc.property(anyEvent, aFilterTree(likely), (event, tree) => {
        const stored = store.put(event)
        const condition = conditionOf(tree, store.numbers)
        if (condition === undefined) return
        const fits = predicateOf(tree)(stored)
        const isLetThrough = store.isLetThrough(condition.sql, condition.binds)
        if (fits || condition.exact) expect(isLetThrough).toBe(fits)
        if (!isLetThrough) narrowed++
      }),
      { seed: 51, numRuns: 4000 },
    )
    expect(narrowed).toBeGreaterThan(500)
  })

  test('lets through numbers that SQLite reads otherwise than core', () => {
    const store = new OneEvent()
    const [event] = fc.sample(anyEvent, { seed: 53, numRuns: 1 })
    if (event === undefined) throw new Error('there is an event')
    let narrowed = 0
    for (const data of oddNumbers) {
      const stored = store.put({ ...event, data: data as JsonText })
      for (const path of ['data.a', 'data.b.a', 'data.a[0]', 'data.a.a'].map(parsePayloadPath))
        for (const operator of ['=', '!=', '<', '<=', '>', '>='] as const)
          for (const text of ['1', '2', '2.0', '20e-1', '0', '-1', '9007199254740993', '1e400', '1e-400', '0.1']) {
            const tree: FilterTree = { kind: 'compare', path, operator, value: { kind: 'number', text } }
            const condition = conditionOf(tree, store.numbers)
            const isLetThrough = condition === undefined || store.isLetThrough(condition.sql, condition.binds)
            if (!isLetThrough) narrowed++
            if (predicateOf(tree)(stored)) expect([data, tree, isLetThrough]).toEqual([data, tree, true])
          }
    }
    expect(narrowed).toBeGreaterThan(500)
  })

  test('has GLOB match the names that core matches', () => {
    const database = new Database(':memory:')
    const matches = database.prepare<[string, string], number>('SELECT ? GLOB ?').pluck()
    const aText = fc.string({ unit: fc.constantFrom('a', 'b', '-', '?', '[', ']', '^', '*', 'é', '😀'), maxLength: 7 })
    fc.assert(
      fc.property(aText, aText, fc.boolean(), (text, name, wild) => {
        const pattern = { text, wild }
        const glob = globOf(pattern)
        expect(glob !== undefined && matches.get(name, glob) === 1).toBe(matchesPattern(pattern, name))
      }),
      { seed: 52, numRuns: 3000 },
    )
  })

  test('has no pattern for names that are longer than any', () => {
    expect(globOf({ text: `${'x'.repeat(600)}*`, wild: true })).toBeUndefined()
    expect(globOf({ text: `a${'*'.repeat(60_000)}b`, wild: true })).toBe('a*b')
  })
})
