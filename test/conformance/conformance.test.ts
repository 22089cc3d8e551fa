import { describe, expect, test } from 'vitest'
import { readCases } from './conformance-case.ts'
import { runCase } from './run-case.ts'

describe.each(['recorded.json', 'recorded-random.json'])('KurrentDB projections in %s', (file) => {
  test.each(readCases(new URL(file, import.meta.url)))('$name (engine $engineVersion)', async (one) => {
    expect(await runCase(one)).toEqual([])
  })
})
