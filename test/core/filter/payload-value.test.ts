import { describe, expect, test } from 'vitest'
import { parsedPayload, partAt } from '../../../src/core/filter/payload-value.ts'
import type { JsonText } from '../../../src/core/json.ts'
import { numberTextAt } from '../../../src/core/json-source.ts'

describe('what is at a path', () => {
  test.each([
    ['{"a":1.50}', ['a'], 1.5],
    ['{"a":1e400}', ['a'], Number.POSITIVE_INFINITY],
    ['{"a":1,"b":{"a":2},"a":3}', ['a'], 3],
    ['{"a":"\\u0041"}', ['a'], 'A'],
    ['{"a":false}', ['a'], false],
    ['{"a":null}', ['a'], null],
    ['{"a":[]}', ['a'], []],
    ['{}', [], {}],
    ['{"__proto__":5}', ['__proto__'], 5],
    ['{}', ['__proto__'], undefined],
    ['[1]', ['length'], undefined],
    ['[1]', ['0'], undefined],
    ['[1]', [1], undefined],
    ['{"0":1}', [0], undefined],
    ['"text"', [0], undefined],
    ['null', ['a'], undefined],
    ['{"a":1', ['a'], undefined],
    ['', [], undefined],
  ])('%s %j: %j', (json, steps, value) => {
    expect(partAt(parsedPayload(json as JsonText), steps)).toEqual(value)
  })
})

describe('the source of a number', () => {
  test.each([
    ['{"a":1.50}', ['a'], '1.50'],
    ['{"a" : -12345678901234567890.5e-3 }', ['a'], '-12345678901234567890.5e-3'],
    [' 7 ', [], '7'],
    ['[[1,"]",{"x":"}"}],[2 , 3]]', [1, 1], '3'],
    ['{"a":"\\\\","b":"\\"","c":7}', ['c'], '7'],
    ['{"a":1,"b":{"a":2},"a":3}', ['a'], '3'],
    ['{"a":{"x":1},"a":{"x":2,"y":0}}', ['a', 'x'], '2'],
    ['{"\\u0061\\"":5}', ['a"'], '5'],
    ['{"":{"":5}}', ['', ''], '5'],
    ['{"__proto__":[{},[],5]}', ['__proto__', 2], '5'],
    ['{"a":1}', ['b'], undefined],
  ])('%s %j is %s', (json, steps, source) => {
    expect(numberTextAt(json, steps)).toBe(source)
  })
})
