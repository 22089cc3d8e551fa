import { expect, test } from 'vitest'
import { durationText } from '../../../src/renderer/ui/duration-text.ts'

test.each([
  [0, '0 µs'],
  [850, '850 µs'],
  [12_345, '12.3 ms'],
  [999_999, '999 ms'],
  [4_219_000, '4.21 s'],
  [59_999_999, '59.9 s'],
  [200_000_000, '3 min 20 s'],
  [120_000_000, '2 min'],
  [3_600_000_000, '1 h'],
  [1_051_200_000_000, '12 d 4 h'],
  [-1_500, '−1.5 ms'],
])('%i µs is shown as %s', (us, text) => {
  expect(durationText(us)).toBe(text)
})
