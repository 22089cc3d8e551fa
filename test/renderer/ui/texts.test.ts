import { expect, test } from 'vitest'
import { bytesText } from '../../../src/renderer/ui/bytes-text.ts'
import { counted, countText, shortCountText } from '../../../src/renderer/ui/count-text.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1234, '1.2 kB'],
  [40_000_000, '40 MB'],
  [999_950, '1.0 MB'],
])('%i bytes are said as %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})

test.each([
  [9_999, '9,999', '9,999'],
  [100_000, '100,000', '100K'],
  [1_234_567, '1,234,567', '1.2M'],
])('%i is said as %s, where there is little room as %s', (count, long, short) => {
  expect([countText(count), shortCountText(count)]).toEqual([long, short])
})

test.each([
  [0, '0 events'],
  [1, '1 event'],
  [1000, '1,000 events'],
])('%i of a thing are %s', (count, text) => {
  expect(counted(count, 'event')).toBe(text)
})
