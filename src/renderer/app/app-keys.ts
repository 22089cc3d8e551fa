import type { ExplorerStore } from '../state/explorer-store.ts'

/** The keys that work wherever the focus is; those of one panel are its own. Returns the end of listening. */
export function onAppKeys(explorer: ExplorerStore): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || explorer.getState().session.kind !== 'open') return
    const { openGoTo, playing, play, pause } = explorer.getState()
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'g') {
      event.preventDefault()
      openGoTo()
    } else if (event.key === ' ' && !event.ctrlKey && !event.metaKey && !event.altKey && !takesSpace(event.target)) {
      event.preventDefault()
      if (playing) pause()
      else play()
    }
  }
  addEventListener('keydown', onKeyDown)
  return () => removeEventListener('keydown', onKeyDown)
}

/** Whether the space bar means something else where the focus is. */
function takesSpace(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('button, input, select, textarea, a, dialog, summary, [role=tab]') !== null
  )
}
