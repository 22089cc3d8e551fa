import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineOf, rawLines } from '../../../src/renderer/ui/raw-lines.ts'

const text = fc.string({ unit: fc.constantFrom('a', '\n', '😀', 'é'), maxLength: 80 })

test('lines put together are the text; none is longer than it may be, ends twice or parts a character', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 20 }), (whole, most) => {
      const starts = rawLines(whole, most)
      const lines = starts.slice(0, -1).map((start, at) => whole.slice(start, starts[at + 1]))
      expect(lines.join('')).toBe(whole)
      for (const line of lines) {
        expect(line.length).toBeLessThanOrEqual(most)
        expect(line.slice(0, -1)).not.toContain('\n')
        expect(line.isWellFormed()).toBe(true)
      }
    }),
  )
})

test('every character is in the line that says so', () => {
  fc.assert(
    fc.property(text, fc.nat(), (whole, at) => {
      fc.pre(whole !== '')
      const starts = rawLines(whole, 10)
      const offset = at % whole.length
      const line = lineOf(starts, offset)
      expect(starts[line]).toBeLessThanOrEqual(offset)
      expect(starts[line + 1]).toBeGreaterThan(offset)
    }),
  )
})
