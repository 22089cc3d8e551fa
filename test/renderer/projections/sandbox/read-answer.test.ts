import { expect, test } from 'vitest'
import { readAnswer } from '../../../../src/renderer/projections/sandbox/read-answer.ts'

const cell = { key: 'a', before: '1', after: '2' }

test.each([
  {
    name: 'inspect',
    answer: { position: 1, outcome: { kind: 'handled' }, cells: [cell], emitted: [], logs: ['said'] },
  },
  {
    name: 'inspect',
    answer: { position: 1, outcome: { kind: 'skipped', reason: 'no-partition' }, cells: [], emitted: [], logs: [] },
  },
  {
    name: 'inspect',
    answer: { position: 1, outcome: { kind: 'failed', message: 'm', line: 3 }, cells: [], emitted: [], logs: [] },
  },
  { name: 'blame', answer: { leaves: [{ path: ['__proto__', 0], position: 4 }] } },
  { name: 'changes', answer: { changes: [{ position: 1, value: '2' }, { position: 3.5 }], complete: false } },
  { name: 'diffMoments', answer: { total: 2, cells: [cell, { key: '' }] } },
  {
    name: 'find',
    answer: {
      crossings: [{ position: 1, key: 'a', holds: false }],
      total: 1,
      holding: 0,
      trouble: { position: 1, key: 'a', message: 'm' },
    },
  },
  { name: 'compare', answer: { firstDivergence: { position: 2, key: 'a' }, total: 1, cells: [cell] } },
  { name: 'shrink', answer: { positions: [1, 2], tries: 9, fixture: '{}\n' } },
  {
    name: 'checkDeterminism',
    answer: {
      difference: { position: 2, key: 'a', first: '1', second: '2' },
      uses: [{ name: 'Date.now', count: 2, firstPosition: 1 }],
    },
  },
  { name: 'checkDeterminism', answer: { uses: [] } },
])('an answer to $name is taken as it is', (answer) => {
  expect(readAnswer(answer)).toEqual(answer)
})

test.each([
  ['of no name', { answer: {} }],
  ['of another name', { name: 'toString', answer: {} }],
  ['without an answer', { name: 'blame' }],
  [
    'with a reason of its own',
    { name: 'inspect', answer: { position: 1, outcome: { kind: 'skipped', reason: 'toString' }, cells: [] } },
  ],
  ['with a path that is a text', { name: 'blame', answer: { leaves: [{ path: 'a', position: 1 }] } }],
  ['with a state that is no text', { name: 'diffMoments', answer: { total: 1, cells: [{ key: 'a', before: {} }] } }],
  ['with a total that is none', { name: 'diffMoments', answer: { total: -1, cells: [] } }],
])('an answer %s is refused', (_, answer) => {
  expect(() => readAnswer(answer)).toThrow(TypeError)
})
