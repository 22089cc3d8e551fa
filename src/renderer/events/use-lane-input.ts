import { type KeyboardEvent, type MouseEvent, useState } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { rowIn } from '../state/row-cache.ts'
import { isMenuKey } from '../ui/menu-key.ts'
import { eventItems } from './cell-menu.ts'
import type { GridSightStore } from './grid-sight-store.ts'
import { laneMove } from './lane-keys.ts'
import { type OpenMenu, placeOfActive, rowOf } from './row-menu.ts'

/** What keys and buttons of the mouse do in the lanes, and which menu is open. */
export function useLaneInput(explorer: ExplorerStore, sightStore: GridSightStore) {
  const [menu, setMenu] = useState<OpenMenu>()

  function openMenu(row: number, at: OpenMenu['at']): void {
    const { laneRows, selectLaneRow } = explorer.getState()
    const event = rowIn(laneRows.rowCache, row)
    if (event === undefined) return
    selectLaneRow(row)
    const items = eventItems(explorer, event)
    setMenu({ id: `${at.xPx} ${at.yPx}`, label: 'Event', items, at, onClose: () => setMenu(undefined) })
  }

  return {
    menu,
    onKeyDown(event: KeyboardEvent): void {
      if (event.target !== event.currentTarget) return
      const { selectedRow } = explorer.getState().laneRows
      const move = laneMove(event, sightStore.get())
      if (!isMenuKey(event) && move === undefined) return
      event.preventDefault()
      if (move !== undefined) move(explorer.getState())
      else if (selectedRow !== undefined) openMenu(selectedRow, placeOfActive(event.currentTarget))
    },
    onContextMenu(event: MouseEvent): void {
      const row = rowOf(event.target)
      if (row === undefined) return
      event.preventDefault()
      openMenu(row, { xPx: event.clientX, yPx: event.clientY })
    },
  }
}
