import { copySelected } from '../../events/copy-selected.ts'
import type { ExplorerState } from '../../state/explorer-store.ts'
import type { NeighbourOf, Sought } from '../../state/neighbours.ts'
import { selectedPositions } from '../../state/selection-slice.ts'
import type { Command } from './command.ts'

export const logCommands: readonly Command[] = [
  neighbour('type', 'next', ']'),
  neighbour('type', 'previous', '['),
  neighbour('stream', 'next', '}'),
  neighbour('stream', 'previous', '{'),
  neighbour('correlation', 'next', ')'),
  neighbour('correlation', 'previous', '('),
  {
    id: 'log.follow',
    group: 'Log',
    name: 'Follow the playhead, or stay in place',
    words: ['scroll', 'keep in sight'],
    run: ({ followsPlayhead, keepInSight }) => keepInSight(followsPlayhead ? 'place' : 'playhead'),
  },
  {
    id: 'log.lanes',
    group: 'Log',
    name: 'Streams side by side, or the log again',
    words: ['lanes', 'swimlanes', 'compare streams'],
    keys: 'L',
    run: ({ middle, showMiddle }) => showMiddle(middle === 'lanes' ? 'log' : 'lanes'),
  },
  {
    id: 'log.lane-of-selected',
    group: 'Log',
    name: 'Put the selected event’s stream beside others',
    words: ['add lane'],
    whyNot: ({ inspection }) => (inspection.kind === 'shown' ? '' : 'no event is selected'),
    run: ({ inspection, addLane }) => inspection.kind === 'shown' && addLane(inspection.inspected.event.stream),
  },
  {
    id: 'log.columns-as-at-first',
    group: 'Log',
    name: 'Columns as at first',
    words: ['reset', 'width'],
    run: ({ resetColumns }) => resetColumns(),
  },
  {
    id: 'log.select-all',
    group: 'Log',
    name: 'Select all events in view',
    words: ['several', 'multiple'],
    run: ({ selectAllInView }) => selectAllInView(),
  },
  {
    id: 'log.select-none',
    group: 'Log',
    name: 'Select one event only',
    words: ['clear selection'],
    whyNot: ({ selection }) => (selection.size === 0 ? 'no others are selected' : ''),
    run: ({ clearSelection }) => clearSelection(),
  },
  {
    id: 'log.compare',
    group: 'Log',
    name: 'Compare the two selected events',
    words: ['diff', 'difference'],
    keys: 'Control+D',
    whyNot: (state) => (selectedPositions(state).length === 2 ? '' : 'two events must be selected'),
    run: ({ compareSelected }) => compareSelected(),
  },
  {
    id: 'log.export-selected',
    group: 'Log',
    name: 'Export the selected events…',
    words: ['save', 'download'],
    whyNot: whyNoSelection,
    run: ({ exportSelected }) => exportSelected(),
  },
  {
    id: 'log.copy-selected',
    group: 'Log',
    name: 'Copy the selected events as a Markdown table',
    words: ['clipboard'],
    whyNot: whyNoSelection,
    run: copySelected,
  },
  {
    id: 'log.fixture-of-selected',
    group: 'Log',
    name: 'Make a fixture of the selected events',
    words: ['test', 'ndjson'],
    whyNot: whyNoSelection,
    run: ({ saveSelectedFixture }) => saveSelectedFixture(),
  },
  {
    id: 'log.what-if-without-selected',
    group: 'Log',
    name: 'What if the selected events had not happened',
    words: ['skip', 'without'],
    whyNot: whyNoSelection,
    run: ({ whatIfWithoutSelected }) => whatIfWithoutSelected(),
  },
]

function neighbour(of: NeighbourOf, sought: Sought, keys: string): Command {
  return {
    id: `log.${sought}-of-${of}`,
    group: 'Log',
    name: `${sought === 'next' ? 'Next' : 'Previous'} event of the same ${of}`,
    keys,
    whyNot: ({ selected }) => (selected === undefined ? 'no event is selected' : ''),
    run: ({ goToNeighbour }) => goToNeighbour(of, sought),
  }
}

function whyNoSelection(state: ExplorerState): string {
  return selectedPositions(state).length === 0 ? 'no event is selected' : ''
}
