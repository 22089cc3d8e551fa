import { expect, test } from 'vitest'
import type { TableOutline } from '../../../src/core/store-mapping.ts'
import { draftOf, likeliestTable, mappingOf, missingParts } from '../../../src/renderer/state/mapping-draft.ts'

function table(name: string, suggested: TableOutline['suggested']): TableOutline {
  return { name, columns: [], sample: [], suggested }
}

test('the table that most is suggested for comes first', () => {
  const tables = [table('people', { id: 'id' }), table('log', { stream: ['s'], type: 't' }), table('other', {})]
  expect(likeliestTable({ kind: 'database', nearest: '', tables })?.name).toBe('log')
  expect(likeliestTable({ kind: 'database', nearest: '', tables: [] })).toBeUndefined()
})

test('what is suggested is a mapping once stream, type and data are there, and parts not chosen are left out', () => {
  const draft = draftOf(table('log', { stream: ['kind', 'nr'], type: 't', data: 'd', time: 'at' }))
  expect(missingParts(draft)).toEqual([])
  expect(mappingOf(draft)).toEqual({
    table: 'log',
    columns: { stream: ['kind', 'nr'], type: 't', data: 'd', time: 'at' },
    payload: 'auto',
  })
  expect(missingParts({ ...draft, stream: '' })).toEqual(['stream'])
  expect(mappingOf({ ...draft, streamId: '' }).columns.stream).toEqual(['kind'])
})
