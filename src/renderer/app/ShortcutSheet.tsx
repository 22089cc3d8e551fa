import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Keys } from '../ui/Keys.tsx'
import { allCommands } from './commands/all-commands.ts'
import { type CommandGroup, commandGroups } from './commands/command.ts'
import { keysText } from './commands/keys.ts'
import { system } from './commands/system.ts'
import './shortcut-sheet.css'

/** All keys that there are, by what they are about. */
export function ShortcutSheet({ explorer }: { readonly explorer: ExplorerStore }) {
  const open = useStore(explorer, (state) => state.shortcutsOpen)
  if (!open) return null
  return (
    <Dialog title="Keyboard shortcuts" size="wide" onClose={() => explorer.getState().closeShortcuts()}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: where the sheet is longer than its room, arrow keys scroll it */}
      <section className="shortcuts" aria-label="By what they are about" tabIndex={0}>
        {commandGroups.map((group) => (
          <ShortcutGroup key={group} group={group} />
        ))}
      </section>
    </Dialog>
  )
}

function ShortcutGroup({ group }: { readonly group: CommandGroup }) {
  const lines = linesOf(group)
  if (lines.length === 0) return null
  return (
    <section className="shortcut-group" aria-label={group}>
      <h3 className="section-title">{group}</h3>
      <dl className="shortcut-list">
        {lines.map(({ name, keys, to }) => (
          <div key={name} className="shortcut">
            <dt>{name}</dt>
            <dd className="shortcut-keys">
              {keys.split(' ').map((one) => (
                <Keys key={one} text={keysText(one, system)} />
              ))}
              {to !== undefined && (
                <>
                  to <Keys text={keysText(to, system)} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

interface SheetLine {
  readonly name: string
  readonly keys: string
  /** The keys of the last of several commands that share the line. */
  readonly to: string | undefined
}

function linesOf(group: CommandGroup): readonly SheetLine[] {
  const lines = new Map<string, SheetLine>()
  for (const { name, sheetName = name, keys, group: own } of allCommands) {
    if (own !== group || keys === undefined) continue
    const line = lines.get(sheetName)
    const shown = sheetName.replace(/…$/, '')
    lines.set(sheetName, line === undefined ? { name: shown, keys, to: undefined } : { ...line, to: keys })
  }
  return [...lines.values()]
}
