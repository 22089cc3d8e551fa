import { expect, test } from 'vitest'
import type { Position } from '../../../../src/core/event.ts'
import { NewestQuestion } from '../../../../src/renderer/projections/sandbox/newest-question.ts'

const at = (position: number): Position => position as Position
const rows = { from: 0, limit: 50 }

test('one question is under way at a time, and the next is the newest', () => {
  const question = new NewestQuestion(at(1), rows)
  expect(question.next()).toMatchObject({ id: 1, position: 1 })
  question.ask(at(2), rows)
  question.ask(at(3), rows)
  expect(question.next()).toBeUndefined()
  question.answered(1)
  expect(question.next()).toMatchObject({ id: 3, position: 3 })
  question.answered(3)
  expect(question.next()).toBeUndefined()
})

test('an overtaken answer is worth showing while the same rows are wanted', () => {
  const question = new NewestQuestion(at(1), rows)
  question.next()
  question.ask(at(2), { ...rows, text: '' })
  expect(question.answered(1)).toMatchObject({ position: 1 })
  question.next()
  question.ask(at(2), { from: 50, limit: 50 })
  expect(question.answered(2)).toBeUndefined()
})

test.each([
  ['order', { ...rows, sort: { field: { column: 'a' }, descending: true } }],
  ['condition', { ...rows, where: [{ field: { column: 'a' }, operator: '=' as const, value: 1 }] }],
  ['key', { ...rows, key: 'a' }],
])('an overtaken answer is not worth showing for rows of another %s', (_, wanted) => {
  const question = new NewestQuestion(at(1), rows)
  question.next()
  question.ask(at(1), wanted)
  expect(question.answered(1)).toBeUndefined()
})

test('an answer to no question under way is none', () => {
  const question = new NewestQuestion(at(1), rows)
  expect(question.answered(1)).toBeUndefined()
  question.next()
  expect(question.answered(7)).toBeUndefined()
  expect(question.asked).toMatchObject({ id: 1 })
})

test('a question is asked once more when its answer was not final, or of another worker', () => {
  const question = new NewestQuestion(at(1), rows)
  question.next()
  question.answered(1)
  question.askAgain()
  expect(question.next()).toMatchObject({ id: 1 })
  question.startOver()
  expect(question.next()).toMatchObject({ id: 1 })
})
