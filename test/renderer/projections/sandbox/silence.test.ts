import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Silence } from '../../../../src/renderer/projections/sandbox/silence.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function silence(isDue: () => boolean): { readonly silence: Silence; readonly fired: () => number } {
  let count = 0
  const one = new Silence({ tickMs: 100, limitMs: 1000, isDue, onSilent: () => count++ })
  return { silence: one, fired: () => count }
}

test('what is due and is not heard is missed after the limit', () => {
  const { fired } = silence(() => true)
  vi.advanceTimersByTime(999)
  expect(fired()).toBe(0)
  vi.advanceTimersByTime(1)
  expect(fired()).toBe(1)
})

test('a word in time starts the count over', () => {
  const { silence: one, fired } = silence(() => true)
  vi.advanceTimersByTime(900)
  one.heard()
  vi.advanceTimersByTime(900)
  expect(fired()).toBe(0)
})

test('nothing is missed while nothing is due', () => {
  let due = false
  const { fired } = silence(() => due)
  vi.advanceTimersByTime(5000)
  due = true
  vi.advanceTimersByTime(900)
  expect(fired()).toBe(0)
  vi.advanceTimersByTime(100)
  expect(fired()).toBe(1)
})

test('it ends', () => {
  const { silence: one, fired } = silence(() => true)
  one.end()
  vi.advanceTimersByTime(5000)
  expect(fired()).toBe(0)
})
