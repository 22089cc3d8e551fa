import type { ExplorerState } from '../../state/explorer-store.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { type Command, type CommandGroup, commandGroups, runCommand } from '../commands/command.ts'
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts'
import { ranked } from './ranked.ts'

const icons: Readonly<Record<CommandGroup, IconName>> = {
  Go: 'go-to',
  Timeline: 'clock',
  Log: 'list',
  Filter: 'filter',
  Event: 'event',
  'Streams and types': 'layers',
  Projections: 'code',
  History: 'history',
  'What-if': 'what-if',
  Write: 'write',
  Store: 'database',
  Window: 'settings',
}

const MOST = 14

/** All commands under their headings; those that a text finds, best first and under one heading, where there is a text. */
export function commandPaletteGroups(
  commands: readonly Command[],
  state: ExplorerState,
  text: string,
): readonly PaletteGroup[] {
  if (text !== '')
    return [{ name: 'Commands', entries: ranked(commands, namesOf, text, MOST).map((one) => entryOf(one, state)) }]
  return commandGroups.map((name) => ({
    name,
    entries: commands.filter(({ group }) => group === name).map((one) => entryOf(one, state)),
  }))
}

function namesOf({ name, group, words = [] }: Command): readonly string[] {
  return [name, `${group}: ${name}`, ...words]
}

function entryOf(command: Command, state: ExplorerState): PaletteEntry {
  const { id, group, name, keys, whyNot } = command
  return {
    id,
    name,
    icon: icons[group],
    detail: whyNot?.(state) ?? '',
    keys,
    run: (now) => runCommand(command, now),
  }
}
