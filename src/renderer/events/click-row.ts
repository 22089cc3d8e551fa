import type { ExplorerStore } from '../state/explorer-store.ts'

interface Click {
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** What a click on a row does: alone it selects the row; with Shift up to it, with Ctrl or the command key it as well. */
export function clickRow(explorer: ExplorerStore): (row: number, click: Click) => void {
  return (row, { shiftKey, ctrlKey, metaKey }) => {
    const { selectRow, extendSelection, turnInSelection } = explorer.getState()
    if (shiftKey) extendSelection(row)
    else if (ctrlKey || metaKey) turnInSelection(row)
    else selectRow(row)
  }
}
