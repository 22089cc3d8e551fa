import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { timeSpan } from '../../../src/core/filter/filter-time.ts'
import { rangeCandidates } from '../../../src/renderer/state/range-candidates.ts'

function us(text: string): number {
  const span = timeSpan(text)
  if (typeof span === 'string') throw new Error(span)
  return span.fromUs
}

const places = {
  playhead: position(7),
  playheadUs: us('2026-03-01T10:00:00.5Z'),
  history: { fromUs: us('2026-01-01'), toUs: us('2026-03-02T12:30:15Z') },
}

function offered(ends: 'one' | 'both', typed: string, known: Parameters<typeof rangeCandidates>[1] = places) {
  return rangeCandidates({ kind: 'range', of: 'time', from: 0, to: 0, typed, ends }, known).map(({ insert }) => insert)
}

test('where a time is wanted, the playhead’s, and the last hour and day of the history', () => {
  expect(offered('both', '')).toEqual([
    '..2026-03-01T10:00:00.500000Z',
    '2026-03-01T10:00:00.500000Z..',
    '2026-03-01',
    '2026-03-02T11:30Z..',
    '2026-03-02',
  ])
  expect(offered('one', '')).toEqual(['2026-03-01T10:00:00.500000Z', '2026-03-01', '2026-03-02T11:30Z', '2026-03-02'])
})

test('what is written narrows them', () => {
  expect(offered('one', '2026-03-02')).toEqual(['2026-03-02', '2026-03-02T11:30Z'])
})

test('no hour is offered that begins before the history, no day twice, and nothing where no times are known', () => {
  const short = { ...places, history: { fromUs: us('2026-03-01T09:00Z'), toUs: us('2026-03-01T09:30Z') } }
  expect(offered('one', '', short)).toEqual(['2026-03-01T10:00:00.500000Z', '2026-03-01'])
  expect(offered('one', '', { playhead: position(7), playheadUs: undefined, history: undefined })).toEqual([])
})
