import { catalogueCommands } from './catalogue-commands.ts'
import { type Command, commandGroups } from './command.ts'
import { eventCommands } from './event-commands.ts'
import { filterCommands } from './filter-commands.ts'
import { goCommands } from './go-commands.ts'
import { historyCommands } from './history-commands.ts'
import { logCommands } from './log-commands.ts'
import { projectionCommands } from './projection-commands.ts'
import { storeCommands } from './store-commands.ts'
import { tabCommands } from './tab-commands.ts'
import { timelineCommands } from './timeline-commands.ts'
import { whatIfCommands } from './what-if-commands.ts'
import { windowCommands } from './window-commands.ts'
import { writeCommands } from './write-commands.ts'

const everywhere: readonly Command[] = [
  ...goCommands,
  ...timelineCommands,
  ...logCommands,
  ...filterCommands,
  ...eventCommands,
  ...catalogueCommands,
  ...projectionCommands,
  ...historyCommands,
  ...whatIfCommands,
  ...writeCommands,
  ...storeCommands,
  ...windowCommands,
  ...tabCommands,
]

/** Everything that can be done, by the palette, by keys or by both, in the order of {@link commandGroups}. */
export const allCommands: readonly Command[] = commandGroups.flatMap((group) =>
  everywhere.filter((command) => command.group === group),
)
