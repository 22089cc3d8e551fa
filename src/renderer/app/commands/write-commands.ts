import { streamAtHand } from '../../state/export-slice.ts'
import type { Command } from './command.ts'

const none = 'no event is selected'

export const writeCommands: readonly Command[] = [
  {
    id: 'write.append',
    group: 'Write',
    name: 'Append events…',
    words: ['compose', 'new event', 'write', 'transaction'],
    // A browser keeps Control+N for itself.
    keys: 'Alt+N Control+N',
    run(state) {
      const stream = streamAtHand(state)
      state.openCompose(stream === undefined ? {} : { stream })
    },
  },
  {
    id: 'write.append-like',
    group: 'Write',
    name: 'Append an event like the selected one…',
    words: ['compose', 'template', 'duplicate', 'copy'],
    whyNot: ({ selected }) => (selected === undefined ? none : ''),
    run({ selected, openCompose }) {
      if (selected !== undefined) openCompose({ template: selected })
    },
  },
  {
    id: 'event.correlation',
    group: 'Event',
    name: 'Show what the selected event belongs to',
    words: ['correlation', 'causation', 'causes', 'effects', 'tree', 'latency'],
    keys: 'C',
    whyNot: ({ selected }) => (selected === undefined ? none : ''),
    run({ selected, openCorrelationOf }) {
      if (selected !== undefined) openCorrelationOf(selected)
    },
  },
]
