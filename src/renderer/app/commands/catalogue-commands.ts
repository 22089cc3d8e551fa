import type { Event } from '../../../core/event.ts'
import type { ExplorerState } from '../../state/explorer-store.ts'
import type { Command } from './command.ts'

export const catalogueCommands: readonly Command[] = [
  {
    id: 'streams.find',
    group: 'Streams and types',
    name: 'Find a stream…',
    words: ['search', 'fuzzy', 'glob', 'pattern'],
    keys: 'Control+P',
    run: ({ openStreamFinder }) => openStreamFinder(),
  },
  {
    id: 'streams.show',
    group: 'Streams and types',
    name: 'Show streams by category',
    words: ['tree', 'left', 'recent', 'pinned'],
    run: ({ showLeft }) => showLeft('streams'),
  },
  {
    id: 'streams.only-selected',
    group: 'Streams and types',
    name: 'Show only the stream of the selected event',
    words: ['filter', 'narrow', 'aggregate'],
    whyNot: whyNoneSelected,
    run: withSelected(({ setView }, { stream }) => setView({ streams: [stream] })),
  },
  {
    id: 'streams.pin',
    group: 'Streams and types',
    name: 'Pin or unpin the stream of the selected event',
    words: ['keep', 'favourite', 'bookmark'],
    whyNot: whyNoneSelected,
    run: withSelected(({ pinnedStreams, pinStream, unpinStream }, { stream }) =>
      pinnedStreams.includes(stream) ? unpinStream(stream) : pinStream(stream),
    ),
  },
  {
    id: 'types.show',
    group: 'Streams and types',
    name: 'Show types of events',
    words: ['catalogue', 'left', 'counts'],
    run: ({ showLeft }) => showLeft('types'),
  },
  {
    id: 'types.only-selected',
    group: 'Streams and types',
    name: 'Show only the type of the selected event',
    words: ['filter', 'narrow'],
    whyNot: whyNoneSelected,
    run: withSelected(({ setView }, { type }) => setView({ types: [type] })),
  },
  {
    id: 'types.details',
    group: 'Streams and types',
    name: 'What is known of the type of the selected event',
    words: ['schema', 'fields', 'drift', 'details', 'samples'],
    whyNot: whyNoneSelected,
    run: withSelected(({ openType }, { type }) => openType(type)),
  },
  {
    id: 'types.read-fields',
    group: 'Streams and types',
    name: 'Read which fields the events of the shown type had when',
    words: ['drift', 'schema', 'presence'],
    whyNot: ({ shownType }) => (shownType === undefined ? 'no type is shown' : ''),
    run: ({ shownType, openType, readFields }) => {
      if (shownType === undefined) return
      openType(shownType.type)
      readFields()
    },
  },
]

function whyNoneSelected({ inspection }: ExplorerState): string {
  return inspection.kind === 'shown' ? '' : 'no event is selected'
}

function withSelected(run: (state: ExplorerState, selected: Event) => void): Command['run'] {
  return (state) => {
    if (state.inspection.kind === 'shown') run(state, state.inspection.inspected.event)
  }
}
