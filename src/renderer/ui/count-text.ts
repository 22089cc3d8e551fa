const grouped = new Intl.NumberFormat('en-US')
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })

/** A count with its thousands parted, as in `12,345`. */
export function countText(count: number): string {
  return grouped.format(count)
}

/** A count where there is little room, as in `12.3K`; below ten thousand it is exact. */
export function shortCountText(count: number): string {
  return count < 10_000 ? grouped.format(count) : short.format(count)
}

/** A count with its noun, which takes an s for any but one. */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? '' : 's'}`
}
