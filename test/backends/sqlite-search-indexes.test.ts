import fc from 'fast-check'
import { describe, expect } from 'vitest'
import type { CandidateSource, IndexedCandidates } from '../../src/backends/sqlite/candidate-source.ts'
import { IndexWriter } from '../../src/backends/sqlite/index-writer.ts'
import { IndexedReads } from '../../src/backends/sqlite/indexed-reads.ts'
import { openForReading } from '../../src/backends/sqlite/open-database.ts'
import { PathIndexes } from '../../src/backends/sqlite/path-index.ts'
import type { PathQuestion } from '../../src/backends/sqlite/path-value.ts'
import { WordIndex } from '../../src/backends/sqlite/word-index.ts'
import type { Direction } from '../../src/core/event-store-backend.ts'
import { predicateOf } from '../../src/core/filter/filter-predicate.ts'
import type { FilterTree, FilterValue } from '../../src/core/filter/filter-tree.ts'
import { splitWords } from '../../src/core/filter/words.ts'
import { WORDS } from '../../src/core/search-indexes.ts'
import { fileTest as test } from './sqlite-files.ts'
import { appendData, eventAt, fillIndexes } from './sqlite-index-files.ts'

const SEED = 20_240_501
const long = 'x'.repeat(99)

const values = [
  ...['0', '-0', '1', '1.0', '1.5', '-7', '1e3', '1e400', '-1e400', '1e-400', '9007199254740992', '9007199254740993'],
  ...['true', 'false', 'null', '[]', '{"b":1}'],
  ...['""', '"a"', '"b"', '"A b"', '"\\u0000"', '"\\ud800"', '"\\ud83d\\ude00"', '"\\ufffd"', '"\\ue000"', '"é"'],
  ...[`"${long}a"`, `"${long}ab"`, `"${long}b"`, `"${long}\\ud83d\\ude00"`, `"${long}\\udc00"`],
]

const words = ['alpha', 'Beta', 'gamma', 'été', 'ÉTÉ', 'straße', 'Ωmega', 'a-b', "o'clock", '😀', 'x_y', '42', 'null']

/** JSON texts whose member `a` is each of these values, twice now and then, beside some words. */
const data = fc
  .tuple(
    fc.constantFrom(...values),
    fc.option(fc.constantFrom(...values)),
    fc.array(fc.constantFrom(...words), { maxLength: 4 }),
  )
  .map(([value, earlier, said]) => {
    const members = [
      ...(earlier === null ? [] : [`"a":${earlier}`]),
      `"text":${JSON.stringify(said.join(' '))}`,
      `"a":${value}`,
    ]
    return said.length === 3 ? '{"text":1}' : `{${members.join(',')}}`
  })

function filterValue(json: string): FilterValue {
  const value: unknown = JSON.parse(json)
  if (typeof value === 'number') return { kind: 'number', text: json }
  if (typeof value === 'string') return { kind: 'text', text: value }
  return typeof value === 'boolean' ? { kind: 'boolean', value } : { kind: 'null' }
}

const path = { of: 'data', steps: ['a'] } as const
const question: fc.Arbitrary<PathQuestion> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<PathQuestion>({ kind: 'has', path }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('compare' as const),
      path: fc.constant(path),
      operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
      value: fc.constantFrom(...values.slice(0, 15), ...values.slice(17)).map(filterValue),
    }),
  },
)

const phrase = fc.array(fc.constantFrom(...words, 'text', 'missing'), { minLength: 1, maxLength: 3 })

/** All that a source has in a range, found a few at a time, as many as `want`. */
function allFrom({ find }: CandidateSource, upTo: number, direction: Direction, want: number): number[] {
  const found: number[] = []
  let rest = { low: 0, high: upTo }
  while (rest.low < rest.high) {
    const some = find(rest, direction, want)
    expect(some.positions.length).toBeLessThanOrEqual(want)
    found.push(...some.positions)
    rest = some.rest
  }
  return found
}

/** Candidates that are looked at give just what looking at every event gives. */
function expectRight(
  { indexedTo, source }: IndexedCandidates,
  tree: FilterTree,
  log: readonly string[],
  want: number,
): void {
  const fits = predicateOf(tree)
  const isFit = (at: number): boolean => fits(eventAt(at, log[at - 1] ?? 'null'))
  const fitting = log.map((_, i) => i + 1).filter((at) => at <= indexedTo && isFit(at))
  const bound: CandidateSource = { find: (...args) => source.find(...args) }
  expect(allFrom(bound, indexedTo, 'forwards', want).filter(isFit)).toEqual(fitting)
  expect(allFrom(bound, indexedTo, 'backwards', want).filter(isFit)).toEqual(fitting.toReversed())
}

describe('what the search indexes find', () => {
  test('is what the filter says, at every mark that they were filled to', ({ folder }) => {
    let file = 0
    const stages = fc.array(fc.array(data, { minLength: 8, maxLength: 24 }), { minLength: 1, maxLength: 3 })
    const questions = fc.array(fc.tuple(question, phrase, fc.integer({ min: 1, max: 5 })), {
      minLength: 40,
      maxLength: 60,
    })
    const property = fc.property(stages, questions, (batches, asked) => {
      const path = `${folder}/${file++}.db`
      const log: string[] = []
      appendData(path, [])
      const database = openForReading(path)
      const reads = new IndexedReads(database)
      const [wordIndex, pathIndexes] = [new WordIndex(database, reads), new PathIndexes(database, reads)]
      for (const batch of [...batches, []]) {
        appendData(path, batch)
        log.push(...batch)
        for (const [about, said, want] of asked) {
          const candidates = pathIndexes.candidates(about)
          if (candidates !== undefined) expectRight(candidates, about, log, want)
          const wanted = splitWords(said.join(' '))
          expectRight(wordIndex.candidates(wanted), { kind: 'words', words: wanted }, log, want)
        }
        fillIndexes(path, WORDS, 'data.a')
        for (const { indexedTo } of reads.list()) expect(indexedTo).toBe(log.length)
      }
      database.close()
    })
    fc.assert(property, { numRuns: 15, seed: SEED })
  })

  test('is only what may fit, once they are filled', ({ file }) => {
    appendData(file, ['{"a":1,"b":"pen"}', '{"a":2,"b":"ink"}', '{"a":"1"}', '{"a":1.0,"b":"pen ink"}'])
    fillIndexes(file, WORDS, 'data.a', 'data.b')
    const database = openForReading(file)
    const reads = new IndexedReads(database)
    const found = (candidates: IndexedCandidates | undefined) =>
      candidates?.source.find({ low: 0, high: 4 }, 'forwards', 9)
    const one: FilterValue = { kind: 'number', text: '1' }
    const paths = new PathIndexes(database, reads)
    const compared = (operator: '=' | '>' | '!=') => paths.candidates({ kind: 'compare', path, operator, value: one })
    expect(found(new WordIndex(database, reads).candidates(['pen', 'ink']))?.positions).toEqual([4])
    expect(found(compared('='))?.positions).toEqual([1, 4])
    expect(found(compared('>'))?.positions).toEqual([1, 2, 4])
    expect(compared('!=')).toBeUndefined()
    expect(found(paths.candidates({ kind: 'has', path: { of: 'data', steps: ['b'] } }))?.positions).toEqual([1, 2, 4])
    expect(paths.candidates({ kind: 'has', path: { of: 'data', steps: ['c'] } })).toBeUndefined()
    database.close()
  })

  test('is every event where the index went while somebody was looking', ({ file }) => {
    appendData(file, ['{"a":1}', '{"a":2}', '{"a":1}'])
    fillIndexes(file, WORDS, 'data.a')
    const database = openForReading(file)
    const reads = new IndexedReads(database)
    const one = new WordIndex(database, reads).candidates(['1'])
    const more = new PathIndexes(database, reads).candidates({
      kind: 'compare',
      path,
      operator: '>=',
      value: { kind: 'number', text: '2' },
    })
    const writer = new IndexWriter(file)
    for (const { of } of reads.list()) writer.remove(of)
    expect(reads.list()).toEqual([])
    while (writer.step().kind === 'worked');
    for (const candidates of [one, more])
      expect(candidates?.source.find({ low: 0, high: 3 }, 'backwards', 9).positions).toEqual([3, 2, 1])
    writer.close()
    database.close()
  })
})
