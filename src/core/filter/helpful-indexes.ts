import { type SearchIndexName, searchIndexName, WORDS } from '../search-indexes.ts'
import type { FilterTree } from './filter-tree.ts'
import { formatPayloadPath } from './payload-path.ts'

/** The search indexes that make it quicker to find what fits a filter, each once: those of what it wants to be there. */
export function helpfulIndexes(tree: FilterTree): readonly SearchIndexName[] {
  return [...new Set(indexesOf(tree))]
}

function indexesOf(tree: FilterTree): readonly SearchIndexName[] {
  switch (tree.kind) {
    case 'and':
    case 'or':
      return tree.parts.flatMap(indexesOf)
    case 'words':
      return [WORDS]
    case 'compare':
    case 'has':
      return tree.path.steps.length === 0 ? [] : [searchIndexName(formatPayloadPath(tree.path))]
    default:
      return []
  }
}
