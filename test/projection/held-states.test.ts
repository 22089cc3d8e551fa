import { expect, test } from 'vitest'
import { HeldStates } from '../../src/projection/held-states.ts'

test('a held state is given once', () => {
  const held = new HeldStates()
  held.hold(3, { n: 1 }, 7)
  expect(held.take(2)).toBeUndefined()
  expect(held.take(3)).toEqual({ n: 1 })
  expect(held.take(3)).toBeUndefined()
})

test('states of few members and long texts are not held without end', () => {
  const held = new HeldStates()
  const text = 'x'.repeat(2000)
  for (let cell = 0; cell < 100_000; cell++) held.hold(cell, { text }, 2011)
  let characters = 0
  for (let cell = 0; cell < 100_000; cell++) if (held.take(cell) !== undefined) characters += 2011
  expect(characters).toBeGreaterThan(0)
  expect(characters).toBeLessThan(32 * 1024 * 1024)
})

test('a large state is not held, and takes no other away', () => {
  const held = new HeldStates()
  held.hold(0, 1, 1)
  held.hold(1, { text: 'x'.repeat(100_000) }, 100_011)
  expect(held.take(1)).toBeUndefined()
  expect(held.take(0)).toBe(1)
})

test('what is taken makes room again', () => {
  const held = new HeldStates()
  held.hold(0, 'first', 7)
  for (let at = 0; at < 50_000; at++) {
    held.hold(1, 'other', 2000)
    held.take(1)
  }
  expect(held.take(0)).toBe('first')
})
