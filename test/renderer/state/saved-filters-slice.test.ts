import { expect, test } from 'vitest'
import { filtersKept } from '../../../src/renderer/state/filters-kept.ts'
import { MAX_FILTER_HISTORY } from '../../../src/renderer/state/saved-filters-slice.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('texts that were applied are remembered, the last one first and each once', async () => {
  const { explorer } = await openedExplorer(shop(2))
  const { applyFilter, setFilterText } = explorer.getState()
  applyFilter('pen')
  applyFilter('type:OrderPlaced')
  applyFilter('type:')
  setFilterText('data.cents>1')
  await idle(explorer.getState().activity)
  applyFilter('pen ')
  applyFilter('')
  expect(explorer.getState().filterHistory).toEqual(['pen', 'type:OrderPlaced'])
})

test('of many texts the last are remembered', async () => {
  const { explorer } = await openedExplorer([])
  for (let n = 1; n <= MAX_FILTER_HISTORY + 5; n++) explorer.getState().rememberFilter(`version:${n}`)
  const { filterHistory } = explorer.getState()
  expect(filterHistory).toHaveLength(MAX_FILTER_HISTORY)
  expect(filterHistory[0]).toBe(`version:${MAX_FILTER_HISTORY + 5}`)
})

test('saved filters are in order of name, one of each, and can be renamed and removed', async () => {
  const { explorer } = await openedExplorer([])
  const { saveFilter, renameFilter, removeFilter } = explorer.getState()
  saveFilter('paid', 'type:PaymentTaken')
  saveFilter('big', 'data.cents>100')
  saveFilter('paid', 'type:Paid')
  renameFilter('big', 'zig')
  saveFilter('other', 'pen')
  removeFilter('other')
  expect(explorer.getState().savedFilters).toEqual([
    { name: 'paid', text: 'type:Paid' },
    { name: 'zig', text: 'data.cents>100' },
  ])
})

test('what was kept is there at the next visit, with the filter that was applied', async () => {
  const { explorer, host } = await openedExplorer(shop(2))
  explorer.getState().applyFilter('type:OrderPlaced data.cents>1')
  explorer.getState().saveFilter('big', 'data.cents>100')
  await idle(explorer.getState().activity)
  explorer.getState().flushWorkspace()
  const { explorer: again } = await openedExplorer([], { host })
  const { filterText, filterHistory, savedFilters } = again.getState()
  expect(filterText).toBe('type:OrderPlaced data.cents>1')
  expect(filterHistory).toEqual(['type:OrderPlaced data.cents>1'])
  expect(savedFilters).toEqual([{ name: 'big', text: 'data.cents>100' }])
})

test('what a stranger kept is taken as far as it is understood', () => {
  expect(
    filtersKept.read({
      filterHistory: ['pen', 7, null, '', 'ink', 'pen', ' '],
      savedFilters: [
        { name: 'b', text: 'ink' },
        { name: 'a', text: 'pen' },
        { name: 'a', text: 'x' },
        { name: 'b' },
        'c',
        { name: '', text: 'y' },
      ],
    }),
  ).toEqual({
    filterHistory: ['pen', 'ink'],
    savedFilters: [
      { name: 'a', text: 'pen' },
      { name: 'b', text: 'ink' },
    ],
  })
  expect(filtersKept.read({ filterHistory: 'pen', savedFilters: 4 })).toEqual({ filterHistory: [], savedFilters: [] })
})
