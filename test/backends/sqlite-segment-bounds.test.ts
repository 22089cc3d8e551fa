import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { migrate } from '../../src/backends/sqlite/epoch-schema.ts'
import { NameNumbers } from '../../src/backends/sqlite/name-numbers.ts'
import { memberTest, type NumberSet } from '../../src/backends/sqlite/number-set.ts'
import { boundedTree, type Numbers, type SegmentBounds } from '../../src/backends/sqlite/segment-bounds.ts'
import { categoryOf, type Event } from '../../src/core/event.ts'
import { predicateOf } from '../../src/core/filter/filter-predicate.ts'
import { allOf, negationOf } from '../../src/core/filter/filter-tree.ts'
import { anyEvent, likely } from '../core/filter/filter-events.ts'
import { aFilterTree } from '../core/filter/filter-trees.ts'

const names = {
  types: ['OrderPlaced', 'OrderPaid', 'Item Added', 'Größe'],
  categories: ['order', 'Order', 'cart', 'a', '-x'],
}

function numberedNames(): Numbers {
  const database = new Database(':memory:')
  migrate(database)
  for (const name of names.types) database.prepare('INSERT INTO types(name, events) VALUES (?, 1)').run(name)
  for (const name of names.categories)
    database.prepare('INSERT INTO categories(name, streams, events) VALUES (?, 1, 1)').run(name)
  return { types: new NameNumbers(database, 'types'), categories: new NameNumbers(database, 'categories') }
}

function isWithin({ types, categories, positions, timesUs }: SegmentBounds, event: Event): boolean {
  const has = (set: NumberSet, of: readonly string[], name: string) => memberTest(set)(of.indexOf(name) + 1)
  return (
    has(types, names.types, event.type) &&
    has(categories, names.categories, categoryOf(event.stream)) &&
    event.position > positions.low &&
    event.position <= positions.high &&
    event.createdAtUs >= timesUs.fromUs &&
    event.createdAtUs <= timesUs.toUs
  )
}

test('bounds and what is left of a filter fit the same events as the filter', () => {
  const numbers = numberedNames()
  const tree = aFilterTree(likely)
  const conjunction = fc.array(fc.oneof(tree, tree.map(negationOf)), { maxLength: 4 }).map(allOf)
  let answered = 0
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 8, maxLength: 8 }), conjunction, (events, whole) => {
      const { bounds, rest } = boundedTree(whole, numbers)
      if (rest.length === 0) answered++
      for (const event of events)
        expect(isWithin(bounds, event) && rest.every((part) => predicateOf(part)(event))).toBe(
          predicateOf(whole)(event),
        )
    }),
    { seed: 71, numRuns: 1500 },
  )
  expect(answered).toBeGreaterThan(100)
})
