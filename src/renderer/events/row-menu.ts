import type { MenuItem } from '../ui/MenuList.tsx'

/** A menu about a row, a cell or a column. */
export interface OpenMenu {
  /** Another one for every menu that is opened. */
  readonly id: string
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly at: { readonly xPx: number; readonly yPx: number }
  readonly onClose: () => void
}

/** Below the active cell or row, where that is in sight. */
export function placeOfActive(grid: Element): OpenMenu['at'] {
  const active = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '') ?? grid
  const { left, bottom } = active.getBoundingClientRect()
  return { xPx: left + 12, yPx: bottom }
}

/** The number of the row that an element is in. */
export function rowOf(target: EventTarget): number | undefined {
  const row = target instanceof Element ? target.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') : undefined
  return typeof row === 'string' ? Number(row) : undefined
}
