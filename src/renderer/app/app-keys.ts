import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'

/** The keys that work wherever the focus is; those of one panel are its own. Returns the end of listening. */
export function onAppKeys(explorer: ExplorerStore): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || explorer.getState().session.kind !== 'open') return
    const { playing, play, pause } = explorer.getState()
    const command = commandOf(event)
    if (command !== undefined) {
      event.preventDefault()
      if (document.querySelector('dialog[open]') === null) command(explorer.getState())
    } else if (event.key === ' ' && !event.ctrlKey && !event.metaKey && !event.altKey && !takesSpace(event.target)) {
      event.preventDefault()
      if (playing) pause()
      else play()
    } else {
      const move = letterMove(event)
      if (move === undefined) return
      event.preventDefault()
      move(explorer.getState())
    }
  }
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}

/** What Ctrl, or the command key, does with a letter. */
function commandOf({ ctrlKey, metaKey, shiftKey, altKey, key }: KeyboardEvent) {
  if (!(ctrlKey || metaKey) || shiftKey || altKey) return undefined
  switch (key.toLowerCase()) {
    case 'g':
      return ({ openGoTo }: ExplorerState) => openGoTo()
    case 'e':
      return ({ openExport }: ExplorerState) => openExport()
    case 'i':
      return ({ openAbout }: ExplorerState) => openAbout()
    default:
      return undefined
  }
}

/** What a letter does by itself, where it is not text: n and p go along the ticks of the focused track, f looks for a state. */
function letterMove({ ctrlKey, metaKey, altKey, key, target }: KeyboardEvent) {
  if (ctrlKey || metaKey || altKey || takesText(target) || document.querySelector('dialog[open]') !== null)
    return undefined
  switch (key) {
    case 'n':
      return ({ nextMark }: ExplorerState) => nextMark()
    case 'p':
      return ({ previousMark }: ExplorerState) => previousMark()
    case 'f':
      return ({ openFind }: ExplorerState) => openFind()
    default:
      return undefined
  }
}

function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, select, textarea') !== null
}

/** Whether the space bar means something else where the focus is. */
function takesSpace(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('button, input, select, textarea, a, dialog, summary, [role=tab]') !== null
  )
}
