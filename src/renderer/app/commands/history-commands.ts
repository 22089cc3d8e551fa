import type { ExplorerState } from '../../state/explorer-store.ts'
import type { Command } from './command.ts'

export const historyCommands: readonly Command[] = [
  {
    id: 'history.find',
    group: 'History',
    name: 'Find a state…',
    words: ['predicate', 'when', 'search', 'where'],
    keys: 'F',
    run: ({ openPanel, openFind }) => {
      openPanel('side')
      openFind()
    },
  },
  {
    id: 'history.show',
    group: 'History',
    name: 'Show the history of states',
    words: ['watches', 'side'],
    run: ({ openPanel, showSide }) => {
      openPanel('side')
      showSide('history')
    },
  },
  {
    id: 'history.next-tick',
    group: 'History',
    name: 'Next tick of the track',
    words: ['hit', 'change', 'failure', 'mark'],
    keys: 'N',
    whyNot: noTrack,
    run: ({ nextMark }) => nextMark(),
  },
  {
    id: 'history.previous-tick',
    group: 'History',
    name: 'Tick of the track before',
    words: ['previous', 'hit', 'change', 'failure', 'mark'],
    keys: 'P',
    whyNot: noTrack,
    run: ({ previousMark }) => previousMark(),
  },
  {
    id: 'history.find-all',
    group: 'History',
    name: 'Find every event at which it begins or ends to hold',
    words: ['all', 'crossings'],
    whyNot: nothingSought,
    run: ({ findAll }) => void findAll(),
  },
  {
    id: 'history.next-hit',
    group: 'History',
    name: 'Next event at which it begins to hold',
    words: ['find'],
    whyNot: nothingSought,
    run: ({ findHit }) => void findHit('next'),
  },
  {
    id: 'history.previous-hit',
    group: 'History',
    name: 'Event before at which it begins to hold',
    words: ['find', 'previous'],
    whyNot: nothingSought,
    run: ({ findHit }) => void findHit('previous'),
  },
  {
    id: 'history.stop-finding',
    group: 'History',
    name: 'Stop looking for a state',
    words: ['cancel', 'end'],
    whyNot: ({ finding, seeking }) =>
      finding?.phase === 'running' || seeking?.phase === 'running' ? '' : 'nothing is being looked for',
    run: ({ stopFinding }) => stopFinding(),
  },
]

function noTrack({ focusedTrack }: ExplorerState): string {
  return focusedTrack === undefined ? 'there is no track of ticks; find a state, watch a path or pin a track' : ''
}

function nothingSought({ findDraft, projections }: ExplorerState): string {
  if (projections.length === 0) return 'no projection is open'
  return findDraft.predicate.trim() === '' ? 'say first what to look for' : ''
}
