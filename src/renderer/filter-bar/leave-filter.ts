/** Gives the focus to the log, or to the lanes in its place; to nothing where there is neither. */
export function leaveFilter(): void {
  const grid = document.querySelector<HTMLElement>('[data-region=middle] [role=grid]')
  if (grid !== null) grid.focus()
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
