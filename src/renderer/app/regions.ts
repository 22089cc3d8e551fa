const focusable =
  'button:not(:disabled, [tabindex="-1"]), input:not(:disabled), select, textarea, a[href], [tabindex="0"], [contenteditable=true]'

/**
 * Moves the focus to the next or the previous part of the window, round both ends. Parts are elements with `data-region`; those that are
 * not shown are left out. The focus goes to what had it there, as far as that is marked, else to the first thing that takes it.
 */
export function stepRegion(step: 'next' | 'previous'): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.checkVisibility() && firstIn(region) !== undefined,
  )
  const at = regions.findLastIndex((region) => region.contains(document.activeElement))
  const [before, after] = at === -1 ? [regions.length - 1, 0] : [at - 1 + regions.length, at + 1]
  const region = regions[(step === 'next' ? after : before) % regions.length]
  if (region !== undefined) firstIn(region)?.focus()
}

function firstIn(region: HTMLElement): HTMLElement | undefined {
  return [...region.querySelectorAll<HTMLElement>(focusable)].find((one) => one.checkVisibility())
}
