import type { Command } from './command.ts'

export const filterCommands: readonly Command[] = [
  {
    id: 'filter.focus',
    group: 'Filter',
    name: 'Filter the log…',
    words: ['search', 'find', 'query', 'narrow'],
    keys: '/',
    run: ({ focusFilter }) => focusFilter(),
  },
  {
    id: 'filter.clear',
    group: 'Filter',
    name: 'Clear the filter: show all events',
    words: ['reset', 'everything'],
    whyNot: ({ filterText }) => (filterText === '' ? 'there is no filter' : ''),
    run: ({ applyFilter }) => applyFilter(''),
  },
  {
    id: 'filter.save',
    group: 'Filter',
    name: 'Save the filter by a name…',
    words: ['keep', 'query'],
    whyNot: ({ filterText }) => (filterText === '' ? 'there is no filter' : ''),
    run: ({ nameFilter }) => nameFilter(),
  },
  {
    id: 'filter.saved',
    group: 'Filter',
    name: 'Show saved filters',
    run: ({ showLeft }) => showLeft('saved'),
  },
  {
    id: 'filter.stop',
    group: 'Filter',
    name: 'Stop the search',
    words: ['cancel'],
    whyNot: ({ logComplete, searchStopped }) => (logComplete || searchStopped ? 'no search is running' : ''),
    run: ({ stopSearch }) => stopSearch(),
  },
]
