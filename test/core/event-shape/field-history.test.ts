import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventType, type Position, position } from '../../../src/core/event.ts'
import {
  FIELD_RUNS,
  type FieldHistory,
  FieldHistoryFold,
  MAX_FIELDS,
} from '../../../src/core/event-shape/field-history.ts'
import { formatPayloadPath } from '../../../src/core/filter/payload-path.ts'
import type { JsonText } from '../../../src/core/json.ts'

const type = eventType('OrderPlaced')

interface Given {
  readonly position: Position
  readonly data: JsonText
  readonly metadata: JsonText
}

/** Events with these texts as their data, at every third position; 'purged' has neither that nor metadata. */
function events(texts: readonly string[]): readonly Given[] {
  return texts.map((text, place) => {
    const [data, metadata] = text === 'purged' ? ['null', ''] : [text, '{}']
    return { position: position(3 * place + 1), data: data as JsonText, metadata: metadata as JsonText }
  })
}

function historyOf(given: readonly Given[]): FieldHistory {
  const fold = new FieldHistoryFold(type)
  fold.add(given)
  return fold.history
}

/** The paths of all that is in a value, each with its kinds. */
function fieldsIn(value: unknown, path = 'data', found = new Map<string, Set<string>>()): Map<string, Set<string>> {
  const isRootObject = path === 'data' && kind(value) === 'object'
  if (!isRootObject) found.set(path, (found.get(path) ?? new Set()).add(kind(value)))
  if (Array.isArray(value)) for (const item of value) fieldsIn(item, `${path}[]`, found)
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value))
      fieldsIn(member, path + formatPayloadPath({ of: 'data', steps: [name] }).slice(4), found)
  return found
}

function kind(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'list'
  return typeof value === 'string' ? 'text' : typeof value
}

function fieldsOf({ data }: Given): Map<string, Set<string>> {
  try {
    return fieldsIn(JSON.parse(data))
  } catch {
    return new Map()
  }
}

/** What a fold must tell, by looking at all events once for each field. */
function plainHistory(given: readonly Given[]): object {
  let size = 1
  while (Math.ceil(given.length / size) > FIELD_RUNS) size *= 2
  const runs = Array.from({ length: Math.ceil(given.length / size) }, (_, run) =>
    given.slice(run * size, (run + 1) * size),
  )
  const has = new Map(given.map((event) => [event, fieldsOf(event)]))
  const paths = [...new Set(given.flatMap((event) => [...(has.get(event)?.keys() ?? [])]))]
  const fields = paths.map((path) => {
    const having = given.filter((event) => has.get(event)?.has(path))
    const begins = given.findIndex((event) => has.get(event)?.has(path))
    const without = given.slice(begins).find((event) => !has.get(event)?.has(path))
    return {
      path,
      kinds: [...new Set(having.flatMap((event) => [...(has.get(event)?.get(path) ?? [])]))].sort(),
      present: having.length,
      inRun: runs.map((run) => run.filter((event) => has.get(event)?.has(path)).length),
      firstWith: having[0]?.position,
      lastWith: having.at(-1)?.position,
      ...(without !== undefined && { firstWithoutAfter: without.position }),
    }
  })
  return {
    type,
    events: given.length,
    emptied: 0,
    first: given[0]?.position ?? 0,
    runs: runs.map((run) => run.at(-1)?.position),
    runEvents: runs.map((run) => run.length),
    fields,
    cut: false,
  }
}

const aName = fc.constantFrom('a', 'b', '', 'x.y', '__proto__', 'constructor', '7', '[]', 'ü')

const { value: aValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, 1, 'text'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(aName, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
  ),
}))

const someData = fc.oneof({ weight: 9, arbitrary: aValue.map((value) => JSON.stringify(value)) }, fc.constant('{not'))

describe('which fields the events of a type had when', () => {
  test('is what looking at all events once for each field tells', () => {
    fc.assert(
      fc.property(fc.array(someData, { maxLength: 260 }), fc.nat(7), (texts, page) => {
        const given = events(texts)
        const fold = new FieldHistoryFold(type)
        for (let at = 0; at < given.length; at += page + 1) fold.add(given.slice(at, at + page + 1))
        expect(fold.history).toEqual(plainHistory(given))
      }),
      { seed: 1, numRuns: 150 },
    )
  })

  test('says exactly where a field begins, goes for the first time and was last', () => {
    const texts = ['{}', '{"a":1}', '{"a":"x","b":[{"c":null}]}', '{}', '{"a":2}', '{}']
    const [a] = historyOf(events(texts)).fields
    expect(a).toEqual({
      path: 'data.a',
      kinds: ['number', 'text'],
      present: 3,
      inRun: [0, 1, 1, 0, 1, 0],
      firstWith: 4,
      lastWith: 13,
      firstWithoutAfter: 10,
    })
  })

  test('leaves out what was purged, and tells how much that is', () => {
    const history = historyOf(events(['purged', '{"a":1}', 'purged', 'null', '{"a":1}', 'purged']))
    expect(history).toMatchObject({ events: 3, emptied: 3, first: 4, runs: [4, 10, 13] })
    const [a, data] = history.fields
    expect(a).toMatchObject({ path: 'data.a', present: 2, firstWith: 4, lastWith: 13, firstWithoutAfter: 10 })
    expect(data).toMatchObject({ path: 'data', kinds: ['null'], present: 1 })
  })

  test('keeps a member that is called __proto__ apart from what every object has', () => {
    const { fields } = historyOf(events(['{"__proto__":{"polluted":1}}']))
    expect(fields.map(({ path }) => path)).toEqual(['data.__proto__', 'data.__proto__.polluted'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('tells of no more fields than there is room for, and of none that lie too deep', () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`f${i}`, i])))
    const many = historyOf(events([wide, '{"f1":1,"g":2}']))
    expect(many.fields).toHaveLength(MAX_FIELDS)
    expect(many.cut).toBe(true)
    expect(many.fields[1]).toMatchObject({ path: 'data.f1', present: 2 })
    const deep = historyOf(events([`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`]))
    expect(deep.fields).toHaveLength(16)
    expect(deep.cut).toBe(true)
  })
})
