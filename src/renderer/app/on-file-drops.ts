import type { ExplorerStore } from '../state/explorer-store.ts'

/**
 * Tells the state of files that are dragged over the window, away from it, or dropped. What a browser would do with them, to leave the
 * page for the file, never happens. Returns the end of listening.
 */
export function onFileDrops(explorer: ExplorerStore): () => void {
  const listening = new AbortController()
  const { signal } = listening

  function over(event: DragEvent): void {
    if (!hasFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    explorer.getState().dragOver()
  }

  function leave(event: DragEvent): void {
    // From one element to another the pointer is still over the window.
    if (event.relatedTarget === null) explorer.getState().dragLeft()
  }

  function drop(event: DragEvent): void {
    if (!hasFiles(event)) return
    event.preventDefault()
    const files = event.dataTransfer?.files
    explorer.getState().dropFile(files?.[0])
    if (files && files.length > 1) explorer.getState().say('One file at a time: the first was taken.')
  }

  addEventListener('dragover', over, { signal })
  addEventListener('dragleave', leave, { signal })
  addEventListener('drop', drop, { signal })
  return () => listening.abort()
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
