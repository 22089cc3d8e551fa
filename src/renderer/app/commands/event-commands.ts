import { type CopyForm, copyForms } from '../../../core/event-copies.ts'
import { copyNames, type EventForm, eventForms } from '../../state/event-view-slice.ts'
import type { ExplorerState } from '../../state/explorer-store.ts'
import type { Command } from './command.ts'

const formNames: Readonly<Record<EventForm, string>> = {
  tree: 'Show the event as trees',
  raw: 'Show the event as it is stored',
  diff: 'Show what differs from another event',
}

export const eventCommands: readonly Command[] = [
  ...eventForms.map(showForm),
  {
    id: 'event.find',
    group: 'Event',
    name: 'Find in the event…',
    words: ['search', 'json'],
    whyNot: noEvent,
    run(state) {
      showEvent(state)
      state.openEventFind()
    },
  },
  ...copyForms.map(copyAs),
  {
    id: 'event.pin',
    group: 'Event',
    name: 'Pin the event for comparison',
    words: ['diff', 'compare'],
    whyNot: noEvent,
    run: ({ selected, pinEvent }) => pinEvent(selected),
  },
  {
    id: 'event.unpin',
    group: 'Event',
    name: 'Unpin the event that others are compared with',
    whyNot: ({ pinnedEvent }) => (pinnedEvent === undefined ? 'no event is pinned' : ''),
    run: ({ pinEvent }) => pinEvent(undefined),
  },
  {
    id: 'event.compare',
    group: 'Event',
    name: 'Compare the event with the pinned one',
    words: ['diff'],
    whyNot: (state) => (state.pinnedEvent === undefined ? 'no event is pinned' : noEvent(state)),
    run(state) {
      showEvent(state)
      state.compareWith('pinned')
    },
  },
  {
    id: 'event.masks',
    group: 'Event',
    name: 'Masks…',
    words: ['personal data', 'hide', 'privacy', 'redact'],
    run: ({ openMasks }) => openMasks(),
  },
  {
    id: 'event.reveal',
    group: 'Event',
    name: 'Show masked values on screen, or hide them again',
    words: ['reveal', 'personal data'],
    whyNot: ({ masks }) => (masks.length === 0 ? 'nothing is masked' : ''),
    run: ({ revealed, revealMasked, hideMasked }) => (revealed ? hideMasked() : revealMasked()),
  },
]

function showForm(form: EventForm): Command {
  return {
    id: `event.${form}`,
    group: 'Event',
    name: formNames[form],
    whyNot: noEvent,
    run(state) {
      showEvent(state)
      state.showEventForm(form)
    },
  }
}

function copyAs(form: CopyForm): Command {
  return {
    id: `event.copy-${form}`,
    group: 'Event',
    name: `Copy the event: ${copyNames[form]}`,
    words: ['clipboard'],
    whyNot: noEvent,
    run: ({ copyEvent }) => copyEvent(form),
  }
}

function showEvent({ openPanel, showSide }: ExplorerState): void {
  openPanel('side')
  showSide('event')
}

function noEvent({ inspection }: ExplorerState): string {
  return inspection.kind === 'shown' ? '' : 'select an event first'
}
