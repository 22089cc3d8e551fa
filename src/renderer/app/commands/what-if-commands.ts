import type { ExplorerState } from '../../state/explorer-store.ts'
import type { Command } from './command.ts'

export const whatIfCommands: readonly Command[] = [
  {
    id: 'what-if.new',
    group: 'What-if',
    name: 'New what-if',
    words: ['alternative', 'branch', 'history'],
    run: ({ openPanel, showSide, addWhatIf }) => {
      openPanel('side')
      showSide('what-if')
      addWhatIf()
    },
  },
  {
    id: 'what-if.show',
    group: 'What-if',
    name: 'Show the what-ifs',
    words: ['alternatives', 'side'],
    run: ({ openPanel, showSide }) => {
      openPanel('side')
      showSide('what-if')
    },
  },
  {
    id: 'what-if.skip',
    group: 'What-if',
    name: 'What if the selected event had not happened?',
    words: ['skip', 'leave out', 'without'],
    whyNot: noEvent,
    run: ({ selected, turnSkip }) => {
      if (selected !== undefined) turnSkip(selected)
    },
  },
  {
    id: 'what-if.edit',
    group: 'What-if',
    name: 'What if the selected event had said something else?…',
    words: ['edit', 'change'],
    whyNot: noEvent,
    run: ({ inspection, openWhatIfDraft }) => {
      if (inspection.kind === 'shown') openWhatIfDraft('edit', inspection.inspected.event)
    },
  },
  {
    id: 'what-if.insert',
    group: 'What-if',
    name: 'What if another event had come after the selected one?…',
    words: ['insert', 'add'],
    whyNot: noEvent,
    run: ({ inspection, openWhatIfDraft }) => {
      if (inspection.kind === 'shown') openWhatIfDraft('insert', inspection.inspected.event)
    },
  },
  {
    id: 'what-if.end',
    group: 'What-if',
    name: 'Back to what happened',
    words: ['leave', 'end', 'deactivate'],
    whyNot: noneActive,
    run: ({ activateWhatIf }) => activateWhatIf(undefined),
  },
  {
    id: 'what-if.see',
    group: 'What-if',
    name: 'See the read model of the what-if',
    whyNot: noneActive,
    run: ({ seeWhatIf }) => seeWhatIf('what-if'),
  },
  {
    id: 'what-if.difference',
    group: 'What-if',
    name: 'See what the what-if changes',
    words: ['difference', 'compare'],
    whyNot: noneActive,
    run: ({ seeWhatIf }) => seeWhatIf('difference'),
  },
]

function noEvent({ inspection }: ExplorerState): string {
  return inspection.kind === 'shown' ? '' : 'select an event first'
}

function noneActive({ activeWhatIf }: ExplorerState): string {
  return activeWhatIf === undefined ? 'no what-if is on' : ''
}
