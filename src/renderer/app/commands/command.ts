import type { ExplorerState } from '../../state/explorer-store.ts'

/** Headings of the palette and of the sheet of shortcuts, in their order. */
export const commandGroups = [
  'Go',
  'Timeline',
  'Log',
  'Filter',
  'Event',
  'Streams and types',
  'Projections',
  'History',
  'What-if',
  'Write',
  'Store',
  'Window',
] as const

export type CommandGroup = (typeof commandGroups)[number]

/** Something a person can have done, by the palette and, where it has keys, by them. */
export interface Command {
  /** Never changes, as `timeline.play`. */
  readonly id: string
  readonly group: CommandGroup
  /** What it does, as a person would look for it: "Play", "Go to a position, an event or a time…". */
  readonly name: string
  /** Other words that it is found by. */
  readonly words?: readonly string[]
  /**
   * In the form of aria-keyshortcuts: `Control+G`, `Shift+N`, `F`, `Space`, several with spaces between; `Control` is the command key on
   * a Mac. A letter or a sign by itself does nothing while somebody writes.
   */
  readonly keys?: string
  /** In the sheet of shortcuts, in place of the name: those that share one stand on one line there, from the first to the last. */
  readonly sheetName?: string
  /** Whether it can be done where no store is open too. */
  readonly anywhere?: true
  /** Why it cannot be done now, in words for people; '' where it can. Without it, it always can. */
  readonly whyNot?: (state: ExplorerState) => string
  readonly run: (state: ExplorerState) => void
}

/** Does it, or says why not. */
export function runCommand(command: Command, state: ExplorerState): void {
  const why = command.whyNot?.(state) ?? ''
  if (why === '') command.run(state)
  else state.say(`${command.name.replace(/…$/, '')}: ${why}`)
}
