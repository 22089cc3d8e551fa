import type { FilterTree } from './filter-tree.ts'
import { formatFilter, isOneTerm } from './format-filter.ts'
import { formatPayloadPath } from './payload-path.ts'

/** A term as a person edits it: what it is about, and whether it is turned round. */
interface TermParts {
  /** The term, or what it turns round. */
  readonly term: FilterTree
  readonly negated: boolean
  /** What the text of {@link term} begins with: a field or a payload path; '' where it has none, as words. */
  readonly field: string
  /** The text of {@link term}. */
  readonly text: string
}

export function termParts(tree: FilterTree): TermParts {
  const negated = tree.kind === 'not'
  const term = negated ? tree.part : tree
  return { term, negated, field: fieldOf(term), text: formatFilter(term) }
}

function fieldOf(term: FilterTree): string {
  switch (term.kind) {
    case 'name':
    case 'id':
    case 'range':
      return term.of
    case 'compare':
      return formatPayloadPath(term.path)
    case 'has':
      return 'has'
    case 'or':
      return isOneTerm(term) && term.parts[0] !== undefined ? fieldOf(term.parts[0]) : ''
    default:
      return ''
  }
}
