import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { IconName } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuItem } from '../ui/MenuList.tsx'
import { allCommands } from './commands/all-commands.ts'
import { keysOf } from './commands/keys-of.ts'

interface Choice {
  /** Of the command that it stands for. */
  readonly id: string
  readonly icon: IconName
  readonly begins?: true
  /** In a word, why it cannot be done, where the whole reason has no room in a menu. */
  readonly why?: string
}

const choices: readonly Choice[] = [
  { id: 'store.about', icon: 'info' },
  { id: 'store.import', icon: 'import', why: 'read-only' },
  { id: 'store.export', icon: 'export' },
  { id: 'store.audit', icon: 'audit' },
  { id: 'tab.copy-link', icon: 'link', begins: true },
  { id: 'store.save-workspace', icon: 'save' },
  { id: 'store.open-workspace', icon: 'open' },
  { id: 'tab.new', icon: 'add', begins: true },
  { id: 'tab.close', icon: 'close' },
  { id: 'window.zoom.in', icon: 'zoom-in', begins: true },
  { id: 'window.zoom.out', icon: 'zoom-out' },
  { id: 'window.utc', icon: 'clock' },
  { id: 'window.local-time', icon: 'clock' },
  { id: 'window.shortcuts', icon: 'keyboard' },
]

/** What can be done with the store as a whole, and with the window. */
export function StoreMenu({ explorer }: { readonly explorer: ExplorerStore }) {
  // What can be done, and what not, depends on these.
  useStore(explorer, ({ status }) => status)
  useStore(explorer, ({ zoom }) => zoom)
  const zone = useStore(explorer, (state) => state.zone)
  const shown = zone === 'utc' ? 'window.utc' : 'window.local-time'
  const items = choices.filter(({ id }) => id !== shown).flatMap((choice) => itemOf(choice, explorer))
  return <Menu label="Store" items={items} />
}

function itemOf({ id, icon, begins, why: word }: Choice, explorer: ExplorerStore): readonly MenuItem[] {
  const command = allCommands.find((one) => one.id === id)
  if (command === undefined) return []
  const why = command.whyNot?.(explorer.getState()) ?? ''
  return [
    {
      label: command.name,
      icon,
      keys: keysOf(id),
      ...(why !== '' && { disabledWhy: word ?? why }),
      ...(begins && { begins }),
      onChoose: () => command.run(explorer.getState()),
    },
  ]
}
