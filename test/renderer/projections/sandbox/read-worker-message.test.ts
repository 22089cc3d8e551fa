import { expect, test } from 'vitest'
import { readWorkerMessage } from '../../../../src/renderer/projections/sandbox/read-worker-message.ts'

const row = { key: 'a', json: '1', columns: ['x', 1, true, null, { error: 'no' }], changedAt: 3 }
const view = { kind: 'view', id: 1, exact: true, total: 1, rows: [row] }
const failure = { position: 3, key: '', message: 'm', line: 2 }
const progress = { kind: 'progress', position: 9, batches: 1, caughtUp: true, failureCount: 1, newFailures: [failure] }

test.each([
  { kind: 'up' },
  {
    kind: 'loaded',
    name: 'n',
    columns: ['c'],
    filter: { types: ['T'], streams: ['s-1'], category: 's', where: 'data.n>1' },
  },
  { kind: 'folding', position: 4 },
  progress,
  { kind: 'need', after: 0, upTo: 256 },
  view,
  { ...view, failure },
  { kind: 'failed', code: 'projection-invalid', message: 'm', line: 1 },
])('a $kind message is taken as it is', (message) => {
  expect(readWorkerMessage(message)).toEqual(message)
})

test.each([
  ['no object', 7],
  ['null', null],
  ['of no kind', {}],
  ['of another kind', { kind: 'start' }],
  ['a position that is none', { kind: 'folding', position: -1 }],
  ['a position that is text', { kind: 'folding', position: '4' }],
  ['no list of rows', { ...view, rows: { length: 1, 0: row } }],
  ['too many rows', { ...view, rows: Array.from({ length: 10_001 }, () => row) }],
  ['a row without JSON', { ...view, rows: [{ ...row, json: undefined }] }],
  ['a column that is an object', { ...view, rows: [{ ...row, columns: [{}] }] }],
  ['a text that is too long', { ...view, rows: [{ ...row, json: 'x'.repeat(8 * 1024 * 1024 + 1) }] }],
  [
    'texts that are too long together',
    { ...view, rows: Array.from({ length: 9 }, () => ({ ...row, json: 'x'.repeat(8e6) })) },
  ],
  ['a filter that does not parse', { kind: 'loaded', name: 'n', columns: [], filter: { where: 'data.n>' } }],
  ['a filter of no legal name', { kind: 'loaded', name: 'n', columns: [], filter: { types: ['\n'] } }],
  ['a code that Epoch does not have', { kind: 'failed', code: 'no-such-code', message: 'm' }],
  ['a count that is no number', { ...progress, batches: Number.NaN }],
  ['a truth that is not', { ...progress, caughtUp: 'yes' }],
])('a message with %s is refused', (_, message) => {
  expect(() => readWorkerMessage(message)).toThrow()
})

test('members that do not belong are left behind', () => {
  expect(readWorkerMessage({ kind: 'need', after: 0, upTo: 1, html: '<img>' })).toEqual({
    kind: 'need',
    after: 0,
    upTo: 1,
  })
})
