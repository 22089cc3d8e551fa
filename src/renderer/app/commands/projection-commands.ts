import type { ExplorerState } from '../../state/explorer-store.ts'
import { activeTab, type ReadForm, readForms } from '../../state/reading-slice.ts'
import type { Command } from './command.ts'

const formNames: Readonly<Record<ReadForm, string>> = {
  table: 'a table',
  tree: 'a tree',
  chart: 'a chart',
  diff: 'a difference',
  failures: 'what went wrong',
}

const formCommands = readForms.map(
  (form): Command => ({
    id: `projection.as-${form}`,
    group: 'Projections',
    name: `Show the read model as ${formNames[form]}`,
    words: ['view', 'form', form],
    whyNot: noProjection,
    run: ({ activeProjection, openPanel, setReadForm }) => {
      openPanel('projection')
      setReadForm(activeProjection, form)
    },
  }),
)

export const projectionCommands: readonly Command[] = [
  {
    id: 'projection.new',
    group: 'Projections',
    name: 'New projection…',
    words: ['add', 'read model', 'fold'],
    run: ({ openPanel, chooseNewProjection }) => {
      openPanel('projection')
      chooseNewProjection()
    },
  },
  {
    id: 'projection.close',
    group: 'Projections',
    name: 'Close this projection',
    words: ['tab'],
    whyNot: noProjection,
    run: ({ activeProjection, closeProjection }) => closeProjection(activeProjection),
  },
  {
    id: 'projection.next',
    group: 'Projections',
    name: 'Next projection',
    words: ['tab'],
    whyNot: noOther,
    run: (state) => stepProjection(state, 1),
  },
  {
    id: 'projection.previous',
    group: 'Projections',
    name: 'Projection before',
    words: ['tab', 'previous'],
    whyNot: noOther,
    run: (state) => stepProjection(state, -1),
  },
  {
    id: 'projection.rerun',
    group: 'Projections',
    name: 'Run this projection from the start',
    words: ['rebuild', 'replay', 'again'],
    whyNot: noProjection,
    run: ({ activeProjection, rerunProjection }) => rerunProjection(activeProjection),
  },
  {
    id: 'projection.stop',
    group: 'Projections',
    name: 'Stop folding this projection',
    words: ['cancel', 'end', 'rebuild'],
    whyNot: (state) => (activeTab(state)?.status.kind === 'folding' ? '' : 'it is not on its way through the history'),
    run: ({ activeProjection, stopProjection }) => stopProjection(activeProjection),
  },
  {
    id: 'projection.save',
    group: 'Projections',
    name: "Write this projection's file",
    words: ['save'],
    whyNot: noProjection,
    run: ({ activeProjection, saveProjection }) => saveProjection(activeProjection),
  },
  ...formCommands,
  {
    id: 'projection.determinism',
    group: 'Projections',
    name: 'Fold everything twice and compare',
    words: ['determinism', 'check', 'same'],
    whyNot: noProjection,
    run: ({ activeProjection, openPanel, setReadForm, checkDeterminism }) => {
      openPanel('projection')
      setReadForm(activeProjection, 'failures')
      checkDeterminism()
    },
  },
  {
    id: 'projection.mark-moment',
    group: 'Projections',
    name: 'Mark this moment, to compare others with it',
    words: ['diff', 'two moments'],
    run: ({ markMoment }) => markMoment(),
  },
]

function noProjection({ projections }: ExplorerState): string {
  return projections.length === 0 ? 'no projection is open' : ''
}

function noOther({ projections }: ExplorerState): string {
  return projections.length < 2 ? 'no other projection is open' : ''
}

/** To a neighbour in the row of tabs, round both ends. */
function stepProjection({ projections, activeProjection, activateProjection }: ExplorerState, step: 1 | -1): void {
  const at = projections.findIndex(({ id }) => id === activeProjection)
  const next = projections[(at + step + projections.length) % projections.length]
  if (next !== undefined) activateProjection(next.id)
}
