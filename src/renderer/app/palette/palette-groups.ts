import type { ExplorerState } from '../../state/explorer-store.ts'
import { allCommands } from '../commands/all-commands.ts'
import { commandPaletteGroups } from './command-groups.ts'
import type { PaletteGroup } from './palette-entry.ts'
import { foundPlaces, recentPlaces } from './place-groups.ts'

const storelessCommands = allCommands.filter(({ anywhere }) => anywhere)

/**
 * What the palette lists for what is typed into it; after `>` only commands, and while no store is open those that need none. Headings
 * with nothing under them are left out.
 */
export function paletteGroups(state: ExplorerState, typed: string): readonly PaletteGroup[] {
  const isOpen = state.session.kind === 'open'
  const onlyCommands = !isOpen || typed.trimStart().startsWith('>')
  const text = typed.trim().replace(/^>\s*/, '')
  const commands = commandPaletteGroups(isOpen ? allCommands : storelessCommands, state, text)
  return [...(onlyCommands ? commands : withPlaces(state, text, commands))].filter(({ entries }) => entries.length > 0)
}

function withPlaces(state: ExplorerState, text: string, commands: readonly PaletteGroup[]): readonly PaletteGroup[] {
  if (text === '') return [recentPlaces(state), ...commands]
  const [goTo, ...found] = foundPlaces(state, text)
  return [...(goTo ? [goTo] : []), ...commands, ...found]
}
