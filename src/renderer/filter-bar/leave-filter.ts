/** Gives the focus to the log; where it is not shown, to nothing. */
export function leaveFilter(): void {
  const grid = document.querySelector<HTMLElement>('[role=grid]')
  if (grid !== null) grid.focus()
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
