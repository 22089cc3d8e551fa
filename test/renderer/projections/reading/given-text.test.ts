import { expect, test } from 'vitest'
import { givenText } from '../../../../src/renderer/projections/reading/given-text.ts'

test.each([
  ['Date.now', "the event's time"],
  ['new Date', "the event's time"],
  ['Temporal.Now.instant', "the event's time"],
  ['Date.parse without a zone', 'a time in UTC'],
  ['Math.random', "what follows from the event's position"],
  ['crypto.randomUUID', "what follows from the event's position"],
  ['toLocaleString', 'the forms of en-US, in UTC'],
  ['Intl.NumberFormat without a locale', 'the forms of en-US, in UTC'],
])('in place of %s a projection gets %s', (name, text) => {
  expect(givenText(name)).toBe(text)
})
