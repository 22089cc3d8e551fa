import { expect, test } from 'vitest'
import { readWorkerMessage } from '../../../../src/renderer/projections/sandbox/read-worker-message.ts'

const row = { key: 'a', json: '1', columns: ['x', 1, true, null, { error: 'no' }], changedAt: 3 }
const view = { kind: 'view', id: 1, exact: true, total: 1, rows: [row] }
const failure = { position: 3, key: '', message: 'm', line: 2, before: '{}' }
const emitted = { stream: 's', type: 't', data: '{}', metadata: '', isLink: false }
const effects = {
  emittedCount: 1,
  emitted: [{ position: 1, event: emitted }],
  loggedCount: 1,
  logged: [{ position: 1, message: 'm' }],
}
const progress = { kind: 'progress', position: 9, batches: 1, caughtUp: true, failureCount: 1, newFailures: [failure] }

test.each([
  { kind: 'up' },
  {
    kind: 'loaded',
    name: 'n',
    dialect: 'kurrentdb',
    columns: ['c'],
    filter: { types: ['T'], streams: ['s-1'], category: 's', where: 'data.n>1' },
  },
  { kind: 'folding', position: 4 },
  { kind: 'alive' },
  progress,
  { ...progress, stoppedAt: 9, effects, largeCells: [{ key: 'a', characters: 70_000, position: 3 }] },
  { kind: 'call', id: 1, call: { what: 'tail', after: 0, upTo: 256 } },
  {
    kind: 'call',
    id: 2,
    call: { what: 'page', reader: 1, begin: { history: 'other', filter: {}, after: 0, upTo: 7.5 } },
  },
  { kind: 'call', id: 3, call: { what: 'close', reader: 1 } },
  { kind: 'call', id: 4, call: { what: 'append', bytes: new Uint8Array([1, 2]) } },
  { kind: 'call', id: 5, call: { what: 'read', ranges: [{ start: 0, end: 2 }] } },
  view,
  { ...view, rows: [{ ...row, result: '2', changedAt: 3.5 }], failure },
  { ...view, rows: [{ ...row, resultError: 'm' }] },
  { kind: 'asked-progress', progress: { position: 1, events: 2, crossings: [{ position: 1, key: 'a', holds: true }] } },
  { kind: 'unanswered', id: 1, error: { code: 'not-found', message: 'm' } },
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
  ['a position that is no number', { kind: 'folding', position: Number.NaN }],
  ['a position without end', { kind: 'folding', position: Number.POSITIVE_INFINITY }],
  ['a call of no kind', { kind: 'call', id: 1, call: { what: 'fetch' } }],
  ['bytes that are none', { kind: 'call', id: 1, call: { what: 'append', bytes: [1] } }],
  ['a range that runs backwards', { kind: 'call', id: 1, call: { what: 'read', ranges: [{ start: 2, end: 1 }] } }],
  ['ranges that are too much', { kind: 'call', id: 1, call: { what: 'read', ranges: [{ start: 0, end: 2 ** 40 }] } }],
  [
    'another history',
    { kind: 'call', id: 1, call: { what: 'page', reader: 1, begin: { history: 'its', filter: {} } } },
  ],
  ['an answer to nothing', { kind: 'answer', id: 1, answer: { name: 'eval', answer: {} } }],
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
  [
    'a filter that does not parse',
    { kind: 'loaded', name: 'n', columns: [], filter: { where: 'data.n>' }, dialect: 'epoch' },
  ],
  [
    'a filter of no legal name',
    { kind: 'loaded', name: 'n', columns: [], filter: { types: ['\n'] }, dialect: 'epoch' },
  ],
  ['a code that Epoch does not have', { kind: 'failed', code: 'no-such-code', message: 'm' }],
  ['a count that is no number', { ...progress, batches: Number.NaN }],
  ['a truth that is not', { ...progress, caughtUp: 'yes' }],
])('a message with %s is refused', (_, message) => {
  expect(() => readWorkerMessage(message)).toThrow()
})

test('members that do not belong are left behind', () => {
  const call = { what: 'tail', after: 0, upTo: 1, html: '<img>' }
  expect(readWorkerMessage({ kind: 'call', id: 1, call, html: '<img>' })).toEqual({
    kind: 'call',
    id: 1,
    call: { what: 'tail', after: 0, upTo: 1 },
  })
})
