import { allOf, type FilterTree, negationOf, termsOf } from './filter-tree.ts'
import { formatFilter } from './format-filter.ts'
import { formatPayloadPath } from './payload-path.ts'

/**
 * A filter with one term more: `only` what fits it, or what does not, to `exclude` it. Terms that leave nothing beside the new one give
 * way to it: its opposite, and those that want another name, id or value of the same field. A term that is there already changes nothing.
 */
export function narrowFilter(tree: FilterTree, term: FilterTree, how: 'only' | 'exclude'): FilterTree {
  const wanted = termsOf(how === 'only' ? term : negationOf(term))
  const before = termsOf(tree)
  const wantedTexts = new Set(wanted.map(formatFilter))
  const textsBefore = new Set(before.map(formatFilter))
  const added = wanted.filter((one) => !textsBefore.has(formatFilter(one)))
  if (added.length === 0) return tree
  const kept = before.filter(
    (one) => wantedTexts.has(formatFilter(one)) || !wanted.some((other) => contradicts(one, other)),
  )
  return allOf([...kept, ...added])
}

function contradicts(one: FilterTree, other: FilterTree): boolean {
  if (oppositesOf(other).includes(formatFilter(one))) return true
  const field = singledOut(one)
  if (field !== undefined && field === singledOut(other)) return true
  return one.kind === 'range' && other.kind === 'range' && one.of === other.of && areApart(one, other)
}

function oppositesOf(term: FilterTree): readonly string[] {
  const unequal: readonly FilterTree[] =
    term.kind === 'compare' && term.operator === '=' ? [{ ...term, operator: '!=' }] : []
  return [negationOf(term), ...unequal].map(formatFilter)
}

/** The field that a term wants a certain value of. */
function singledOut(term: FilterTree): string | undefined {
  switch (term.kind) {
    case 'name':
      return term.names.some(({ wild }) => wild) ? undefined : term.of
    case 'id':
      return term.of
    case 'compare':
      return term.operator === '=' ? formatPayloadPath(term.path) : undefined
    case 'or': {
      const [first, ...rest] = term.parts.map((part) => (part.kind === 'compare' ? singledOut(part) : undefined))
      return rest.every((field) => field === first) ? first : undefined
    }
    default:
      return undefined
  }
}

type Range = Extract<FilterTree, { kind: 'range' }>

function areApart(one: Range, other: Range): boolean {
  const from = Math.max(one.from ?? Number.NEGATIVE_INFINITY, other.from ?? Number.NEGATIVE_INFINITY)
  const to = Math.min(one.to ?? Number.POSITIVE_INFINITY, other.to ?? Number.POSITIVE_INFINITY)
  return to < from
}
