import type { ExplorerStore } from '../state/explorer-store.ts'
import { allCommands } from './commands/all-commands.ts'
import type { Command } from './commands/command.ts'
import { runCommand } from './commands/command.ts'
import { isBare, keysMatch } from './commands/keys.ts'

/** The keys of commands, which work wherever the focus is; those of one panel are its own. Returns the end of listening. */
export function onAppKeys(explorer: ExplorerStore): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const command = allCommands.find(({ keys }) => keys !== undefined && keysMatch(keys, event))
    if (command === undefined || isMeantOtherwise(command, event)) return
    if (!command.anywhere && explorer.getState().session.kind !== 'open') return
    // A browser must not take it either, for its own search or its own way back.
    event.preventDefault()
    if (document.querySelector('dialog[open]') === null) runCommand(command, explorer.getState())
  }
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}

/** Whether the key is text, or means something else, where the focus is. */
function isMeantOtherwise({ keys = '' }: Command, { key, target, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || ctrlKey || metaKey) return false
  if (altKey) return isText(target) && key.length === 1
  if (!isBare(keys)) return false
  return (
    isText(target) ||
    target.closest('dialog, [role=menu], [role=listbox]') !== null ||
    (key === ' ' && takesSpace(target))
  )
}

function isText(target: HTMLElement): boolean {
  return target.isContentEditable || target.closest('input, select, textarea') !== null
}

function takesSpace(target: HTMLElement): boolean {
  return target.closest('button, a, summary, [role=tab], [role=separator]') !== null
}
