import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numericPaths } from '../../../src/renderer/state/numeric-paths.ts'
import { parsePath } from '../../../src/renderer/state/parse-path.ts'
import { pathText } from '../../../src/renderer/state/path-text.ts'

test('every path is read back as what was written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.nat(), fc.constantFrom('__proto__', '', 'a.b', '0', '"'))),
      (path) => {
        expect(parsePath(pathText(path))).toEqual(path)
      },
    ),
  )
})

test.each(['.', '.a', 'a.', 'a..b', 'a b', 'a[', 'a[b]', 'a[-1]', 'a["b]', 'a]', '["a"]b'])('%s is no path', (text) => {
  expect(parsePath(text)).toBeUndefined()
})

test('numbers are found wherever they are, up to a limit', () => {
  const json = '{"a":1,"b":[{"c":2},"3",[4]],"d":null,"e":{"f":false,"":5}}'
  expect(numericPaths(json, 10).map(pathText)).toEqual(['a', 'b[0].c', 'b[2][0]', 'e[""]'])
  expect(numericPaths(json, 2)).toHaveLength(2)
  expect(numericPaths('12', 10)).toEqual([[]])
})
