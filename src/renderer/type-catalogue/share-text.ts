/** How much of a whole something is, in per cent with one decimal: never 0 where there is some, never 100 where some is missing. */
export function shareText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %'
  if (part >= whole) return '100 %'
  const tenths = Math.min(999, Math.round((part / whole) * 1000))
  return tenths === 0 ? '< 0.1 %' : `${tenths / 10} %`
}
