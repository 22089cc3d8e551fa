/** A longer text is no slip of the pen. */
const MOST_CHARACTERS = 40

/** The one of `names` that `text` most likely was meant to be: an abbreviation or extension of it, or two slips away at most. */
export function nearestName<Name extends string>(text: string, names: readonly Name[]): Name | undefined {
  if (text.length > MOST_CHARACTERS) return undefined
  const kin = names.find((name) => text.length > 1 && (name.startsWith(text) || text.startsWith(name)))
  if (kin !== undefined) return kin
  const scored = names.map((name) => ({ name, slips: slipsBetween(text, name) })).sort((a, b) => a.slips - b.slips)
  const [best] = scored
  return best !== undefined && best.slips <= Math.min(2, best.name.length - 2) ? best.name : undefined
}

/** Levenshtein's distance, with two neighbours swapped as one slip. */
function slipsBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)]
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= a.length; i++) {
    rows.push([i])
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? cell(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY
      rows[i]?.push(Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + same, swapped))
    }
  }
  return cell(a.length, b.length)
}
