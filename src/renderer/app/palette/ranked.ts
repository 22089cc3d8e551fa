import { textScore } from '../../../core/find-names.ts'

/** Of what fits somehow, only what fits at least by this share of the best is worth a line. */
const WORTH = 0.7

/** Those of which a name fits a text, best first and at most so many; all in their order where the text is empty. */
export function ranked<Item>(
  items: readonly Item[],
  namesOf: (item: Item) => readonly string[],
  text: string,
  most: number,
): readonly Item[] {
  if (text === '') return items.slice(0, most)
  const score = textScore(text)
  const scored = items
    .map((item) => ({ item, points: Math.max(...namesOf(item).map(score)) }))
    .sort((a, b) => b.points - a.points)
  const best = scored[0]?.points ?? 0
  return scored
    .filter(({ points }) => points > 0 && points >= best * WORTH)
    .slice(0, most)
    .map(({ item }) => item)
}
