import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matcherOf } from '../../../src/core/event-filter.ts'
import { NoteList } from '../../../src/projection/fold-notes.ts'
import { PlainFold } from '../../../src/projection/plain-fold.ts'
import { loadSource } from '../../source/load-source.ts'
import { eventAt } from '../projection-log.ts'

/** A KurrentDB projection of this source. */
function projectionOf(source: string) {
  return loadSource({ 'orders.js': source }, 'orders.js').projection
}

describe('the filter of a projection for KurrentDB', () => {
  test.each([
    ['everything', 'fromAll().when({ $any() {} })', {}],
    ['its types', 'fromAll().when({ A() {}, B() {} })', { types: ['A', 'B'] }],
    [
      'its types and what ends streams',
      'fromAll().foreachStream().when({ A() {}, $deleted() {} })',
      { types: ['A', '$streamDeleted', '$metadata'] },
    ],
    ['any type where partitioning may fail', 'fromAll().partitionBy(() => "p").when({ A() {} })', {}],
    ['its streams', "fromStreams('a-1', 'b').when({ $any() {} })", { streams: ['a-1', 'b'] }],
    ['its category', "fromCategory('order').when({ A() {} })", { category: 'order', types: ['A'] }],
    ['its categories', "fromCategories('a', 'b').when({ $any() {} })", { where: 'stream:"a-"*,"b-"*' }],
    ['a category with a dash', "fromCategory('a-b').when({ $any() {} })", { where: 'stream:"a-b-"*' }],
    ['a category with a quote', `fromCategory('a"b-').when({ $any() {} })`, { where: 'stream:"a\\"b--"*' }],
    ['no type that no event can have', `fromAll().when({ A() {}, '': () => {}, '\\n': () => {} })`, { types: ['A'] }],
  ])('is for %s', (_, source, filter) => {
    expect(projectionOf(source).from).toEqual(filter)
  })

  test('leaves out only events that do nothing', () => {
    const name = fc.constantFrom('order', 'order-1', 'order-a-b', 'orders-1', '$ce-order', '-x', 'a"b-1', 'café-1')
    const category = fc.constantFrom('order', 'order-a', 'a"b', '', 'café', 'orders')
    const from = fc.oneof(
      fc.constant('fromAll()'),
      fc.array(name, { minLength: 1 }).map((names) => `fromStreams(${JSON.stringify(names)})`),
      category.map((one) => `fromCategory(${JSON.stringify(one)})`),
      fc.array(category, { minLength: 1 }).map((all) => `fromCategories(${JSON.stringify(all)})`),
    )
    const partition = fc.constantFrom('', '.partitionBy((e) => e.data.p || e.eventType.x.y)')
    const handlers = fc.constantFrom(
      '{ $any() {} }',
      '{ A() {} }',
      '{ A() {}, $any() {} }',
      '{ $any() {}, B() {} }',
      '{}',
    )
    const type = fc.constantFrom('A', 'B', 'C', '$streamDeleted', '$>')
    fc.assert(
      fc.property(from, partition, handlers, fc.array(fc.tuple(name, type)), (source, by, handled, events) => {
        const projection = projectionOf(`${source}${by}.when(${handled})`)
        const isWanted = matcherOf(projection.from)
        for (const [at, [stream, eventType]] of events.entries()) {
          const event = eventAt(at + 1, { stream, type: eventType })
          if (!isWanted(event)) expect(projection.stepsFor(event)).toBeTypeOf('string')
        }
      }),
    )
  })
})

describe('an event for KurrentDB', () => {
  test('is parsed once, where it is asked for', () => {
    const { states } = loadSource(
      { 'once.js': `fromAll().when({ $any(s, e) { return [e.data === e.body, e.data === e.data, Object.keys(e)] } })` },
      'once.js',
    ).fold([{ type: 'X' }])
    expect(states).toEqual({
      '': [
        true,
        true,
        [
          'partition',
          'bodyRaw',
          'metadataRaw',
          'streamId',
          'eventId',
          'eventType',
          'isJson',
          'linkMetadataRaw',
          'sequenceNumber',
        ],
      ],
    })
  })

  test('is given anew where it is folded again, whatever a handler did to its data', () => {
    const source = `fromAll().partitionBy((e) => e.data.p).when({ $any(s, e) { e.data.n++; return { n: e.data.n } } })`
    const [step] = projectionOf(source).stepsFor(eventAt(1, { data: { p: 'x', n: 1 } }))
    const fold = (): unknown => {
      const states: unknown[] = [undefined]
      if (typeof step === 'object') step.fold(states, { emit() {}, log() {} })
      return states[0]
    }
    expect([fold(), fold(), fold()]).toEqual([{ n: 2 }, { n: 2 }, { n: 2 }])
  })
})

test('a projection for KurrentDB stops at its first failure, unless it is told otherwise', () => {
  expect(projectionOf('fromAll().when({})').onFailure).toBe('stop')
})

test('what a projection says before its partition cannot be found is not heard of at the next event', () => {
  const projection = projectionOf(`fromAll().partitionBy((e) => {
    log('looking at ' + e.streamId)
    if (e.streamId === 'bad') throw new Error('no partition')
    return e.streamId
  }).when({ $any: (s) => s })`)
  const notes = new NoteList()
  const fold = new PlainFold(projection, { notes, onFailure: 'continue' })
  fold.fold(['a', 'bad', 'b'].map((stream, at) => eventAt(at + 1, { stream })))
  expect(notes.output.logged).toEqual([
    { position: 1, message: 'looking at a' },
    { position: 3, message: 'looking at b' },
  ])
})
