import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useState } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { MenuItem } from '../ui/MenuList.tsx'
import { isMenuKey } from '../ui/menu-key.ts'
import { cellMenu } from './cell-menu.ts'
import { columnMenu } from './column-menu.ts'
import type { GridColumn } from './grid-columns.ts'
import { cellMove, gridMove } from './grid-keys.ts'
import type { GridSightStore } from './grid-sight-store.ts'
import { type OpenMenu, placeOfActive, rowOf } from './row-menu.ts'

/** What keys and buttons of the mouse do in the grid: which cell is active, and which menu is open. */
export function useGridInput(
  explorer: ExplorerStore,
  grid: RefObject<HTMLElement | null>,
  sightStore: GridSightStore,
  columns: readonly GridColumn[],
) {
  const [active, setActive] = useState<number>()
  const [menu, setMenu] = useState<OpenMenu>()
  const activeCell = active === undefined ? undefined : Math.min(active, columns.length - 1)

  useEffect(() => {
    if (grid.current !== null && activeCell !== undefined) showActiveCell(grid.current)
  }, [grid, activeCell])

  function open(label: string, items: readonly MenuItem[], at: OpenMenu['at']): void {
    if (items.length === 0) return
    setMenu({ id: `${label} ${at.xPx} ${at.yPx}`, label, items, at, onClose: () => setMenu(undefined) })
  }

  function openCellMenu(row: number, place: number | undefined, at: OpenMenu['at']): void {
    const { selection, selectRow } = explorer.getState()
    if (selection.size === 0) selectRow(row)
    open('Event', cellMenu(explorer, row, place === undefined ? undefined : columns[place]), at)
  }

  return {
    activeCell,
    menu,
    openColumnMenu(name: string, button: HTMLElement): void {
      const { left, bottom } = button.getBoundingClientRect()
      open('Column', columnMenu(explorer, columns, name), { xPx: left, yPx: bottom })
    },
    onKeyDown(event: KeyboardEvent): void {
      if (event.target !== event.currentTarget) return
      const { selectedRow } = explorer.getState()
      if (isMenuKey(event)) {
        event.preventDefault()
        if (selectedRow !== undefined) openCellMenu(selectedRow, activeCell, placeOfActive(event.currentTarget))
        return
      }
      const cell = isPlain(event) ? cellMove(event.key, activeCell, columns.length) : undefined
      const move = gridMove(event, sightStore.get())
      if (cell === undefined && move === undefined) return
      event.preventDefault()
      if (cell !== undefined) setActive(cell.to)
      move?.(explorer.getState())
    },
    onMouseDown(event: MouseEvent): void {
      // Not as text: with Shift the browser would select everything up to here.
      if (event.shiftKey && rowOf(event.target) !== undefined) event.preventDefault()
    },
    onContextMenu(event: MouseEvent): void {
      const row = rowOf(event.target)
      if (row === undefined) return
      event.preventDefault()
      openCellMenu(row, cellOf(event.target), { xPx: event.clientX, yPx: event.clientY })
    },
  }
}

/** Scrolls sideways as far as it takes; up and down is the sight's affair. */
function showActiveCell(grid: HTMLElement): void {
  const cell = grid.querySelector('.events-cell-active')?.getBoundingClientRect()
  if (cell === undefined) return
  const { left, width } = grid.getBoundingClientRect()
  const beyond = cell.right - (left + Math.min(width, grid.clientWidth))
  if (cell.left < left) grid.scrollLeft += cell.left - left
  else if (beyond > 0) grid.scrollLeft += Math.min(beyond, cell.left - left)
}

function isPlain({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return !(altKey || ctrlKey || metaKey || shiftKey)
}

/** The place, from 0, of the column that an element is in. */
function cellOf(target: EventTarget): number | undefined {
  const cell = target instanceof Element ? target.closest('[aria-colindex]')?.getAttribute('aria-colindex') : undefined
  return typeof cell === 'string' ? Number(cell) - 1 : undefined
}
