import { expect, test } from 'vitest'
import { position, type START } from '../../../../src/core/event.ts'
import { comparingText, differText } from '../../../../src/renderer/projections/what-if/differ-text.ts'

const cells = (...keys: readonly string[]) => keys.map((key) => ({ key, before: '1', after: '2' }))

test.each([
  { total: 0, keys: [], text: 'Nothing differs' },
  { total: 1, keys: ['order-1'], text: '1 order differs' },
  { total: 1400, keys: ['order-1', 'order-2'], text: '1,400 orders differ' },
  { total: 2, keys: ['order-1', 'cart-2'], text: '2 keys differ' },
  { total: 3, keys: ['2026-01-01', '2026-01-02', '2026-01-03'], text: '3 keys differ' },
])('$total of $keys are told as "$text"', ({ total, keys, text }) => {
  expect(differText({ total, cells: cells(...keys) })).toBe(text)
})

test.each([
  { at: undefined, playhead: 10, text: 'Comparing…' },
  { at: 3, playhead: 0, text: 'Comparing…' },
  { at: 3, playhead: 10, text: 'Comparing… 30 %' },
  { at: 10.5, playhead: 10, text: 'Comparing… 100 %' },
])('at $at on the way to $playhead it says "$text"', ({ at, playhead, text }) => {
  const progress = at === undefined ? undefined : { position: at as typeof START, events: 1 }
  expect(comparingText(progress, position(playhead))).toBe(text)
})
