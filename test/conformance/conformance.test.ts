import { describe, expect, test } from 'vitest'
import { readCases } from './conformance-case.ts'
import { engineDifferences, runCase } from './run-case.ts'

const files = ['recorded.json', 'recorded-random.json', 'more.json']

/** Their handlers remember more than their states: they are not asked to be the same when folded again. */
const withMemory = [
  'handlers may use modern JavaScript',
  'two partitions that were given one object',
  '$init that gives one object',
]

describe.each(files)('KurrentDB projections in %s', (file) => {
  const cases = readCases(new URL(file, import.meta.url))

  test.each(cases)('$name (engine $engineVersion)', (one) => {
    expect(runCase(one)).toEqual([])
  })

  test.each(cases.filter(({ name }) => !withMemory.includes(name)))(
    '$name (engine $engineVersion), with a version log',
    async (one) => {
      expect(await engineDifferences(one)).toEqual([])
    },
  )
})
