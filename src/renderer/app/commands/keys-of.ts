import { allCommands } from './all-commands.ts'
import { keysText } from './keys.ts'
import { system } from './system.ts'

/** The keys of a command as people read them, for menus and for what is said of buttons; '' where it has none. */
export function keysOf(id: string): string {
  const keys = allCommands.find((command) => command.id === id)?.keys
  return keys === undefined ? '' : keysText(keys, system)
}
