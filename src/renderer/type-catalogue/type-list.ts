import type { TypeSummary } from '../../core/log-index.ts'
import type { TypesOrder } from '../state/type-catalogue-slice.ts'

interface TypeListChoice {
  readonly typeSummaries: readonly TypeSummary[]
  /** What names must contain, in any case. */
  readonly typesText: string
  readonly typesOrder: TypesOrder
}

/** The types to list: in order of name, or the most frequent first. */
export function typeList({ typeSummaries, typesText, typesOrder }: TypeListChoice): readonly TypeSummary[] {
  const wanted = typesText.toLowerCase()
  const found = typeSummaries.filter(({ name }) => name.toLowerCase().includes(wanted))
  return typesOrder === 'name' ? found : found.sort((a, b) => b.events - a.events)
}
