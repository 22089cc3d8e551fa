import type { Command } from './command.ts'

export const timelineCommands: readonly Command[] = [
  {
    id: 'timeline.play',
    group: 'Timeline',
    name: 'Play or pause',
    words: ['run', 'stop', 'animate'],
    keys: 'Space',
    run: ({ playing, play, pause }) => (playing ? pause() : play()),
  },
]
