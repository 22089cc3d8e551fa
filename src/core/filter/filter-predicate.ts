import { canonicalId, categoryOf, type Event } from '../event.ts'
import { EventReading } from './event-reading.ts'
import type { FilterTree, IdField, RangeField } from './filter-tree.ts'
import { nameTest } from './name-pattern.ts'
import { comparisonTest, presenceTest } from './payload-test.ts'
import { hasPhrase } from './words.ts'

type EventTest = (reading: EventReading) => boolean
type Leaf<Kind extends FilterTree['kind']> = Extract<FilterTree, { kind: Kind }>

/**
 * Whether an event fits a filter: what every backend must answer. Compiled once; an event's payloads are parsed at most once and only
 * where its header leaves it open, and nothing is kept from one event to the next.
 */
export function predicateOf(tree: FilterTree): (event: Event) => boolean {
  const test = testOf(tree)
  return (event) => test(new EventReading(event))
}

function testOf(tree: FilterTree): EventTest {
  switch (tree.kind) {
    case 'everything':
      return () => true
    case 'and': {
      const tests = cheapestFirst(tree.parts)
      return (reading) => tests.every((test) => test(reading))
    }
    case 'or': {
      const tests = cheapestFirst(tree.parts)
      return (reading) => tests.some((test) => test(reading))
    }
    case 'not': {
      const test = testOf(tree.part)
      return (reading) => !test(reading)
    }
    case 'name':
      return namesTest(tree)
    case 'id':
      return idTest(tree)
    case 'range':
      return rangeTest(tree)
    case 'compare':
      return comparisonTest(tree)
    case 'has':
      return presenceTest(tree.path)
    case 'words':
      return wordsTest(tree.words)
  }
}

function namesTest({ of, names }: Leaf<'name'>): EventTest {
  const fits = nameTest(names)
  switch (of) {
    case 'type':
      return ({ event }) => fits(event.type)
    case 'stream':
      return ({ event }) => fits(event.stream)
    case 'category':
      return ({ event }) => fits(categoryOf(event.stream))
  }
}

function idTest({ of, ids }: Leaf<'id'>): EventTest {
  const wanted = new Set(ids.map(canonicalId))
  return (reading) => {
    const id = idOf(reading, of)
    return id !== undefined && wanted.has(canonicalId(id))
  }
}

function idOf(reading: EventReading, of: IdField): string | undefined {
  switch (of) {
    case 'id':
      return reading.event.id
    case 'correlation':
      return reading.links().correlationId
    case 'causation':
      return reading.links().causationId
    case 'actor':
      return reading.links().actorId
  }
}

function rangeTest({ of, from, to }: Leaf<'range'>): EventTest {
  const least = from ?? Number.NEGATIVE_INFINITY
  const most = to ?? Number.POSITIVE_INFINITY
  const member = members[of]
  return ({ event }) => event[member] >= least && event[member] <= most
}

const members = {
  position: 'position',
  version: 'version',
  schema: 'schemaVersion',
  time: 'createdAtUs',
} as const satisfies Record<RangeField, keyof Event>

function wordsTest(words: readonly string[]): EventTest {
  return (reading) => {
    const folded = reading.folded()
    return words.every((word) => folded.includes(word)) && hasPhrase(reading.words(), words)
  }
}

function cheapestFirst(parts: readonly FilterTree[]): EventTest[] {
  return parts.toSorted((a, b) => costOf(a) - costOf(b)).map(testOf)
}

/** How much of an event a filter has to look at: its header, a parsed payload, or its words. */
function costOf(tree: FilterTree): number {
  switch (tree.kind) {
    case 'everything':
    case 'name':
    case 'range':
      return 0
    case 'id':
      return tree.of === 'id' ? 0 : 1
    case 'compare':
    case 'has':
      return 1
    case 'words':
      return 2
    case 'not':
      return costOf(tree.part)
    case 'and':
    case 'or':
      return Math.max(...tree.parts.map(costOf))
  }
}
