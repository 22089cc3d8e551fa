import type { Command } from './command.ts'

export const goCommands: readonly Command[] = [
  {
    id: 'go.to',
    group: 'Go',
    name: 'Go to a position, an event or a time…',
    words: ['jump', 'stream@version', 'id'],
    keys: 'Control+G',
    run: ({ openGoTo }) => openGoTo(),
  },
  {
    id: 'go.back',
    group: 'Go',
    name: 'Back to where I was',
    words: ['previous place', 'undo navigation'],
    keys: 'Alt+ArrowLeft',
    run: ({ goBack }) => goBack(),
  },
  {
    id: 'go.forward',
    group: 'Go',
    name: 'Forward again',
    words: ['next place'],
    keys: 'Alt+ArrowRight',
    whyNot: ({ placesAhead }) => (placesAhead.length === 0 ? 'you have not gone back from anywhere' : ''),
    run: ({ goForward }) => goForward(),
  },
  {
    id: 'go.live',
    group: 'Go',
    name: 'Follow new events',
    words: ['live', 'head', 'end', 'tail'],
    whyNot: ({ following }) => (following ? 'the playhead follows them already' : ''),
    run: ({ followHead }) => followHead(),
  },
]
