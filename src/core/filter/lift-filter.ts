import { BadName } from '../errors.ts'
import { eventType, streamName } from '../event.ts'
import { type EventFilter, filterText } from '../event-filter.ts'
import { allOf, type FilterTree, type NameField, termsOf } from './filter-tree.ts'
import { formatFilter } from './format-filter.ts'

/** Most names of types, or of streams, that a filter lists by themselves. */
const MAX_LISTED = 1000

const MAX_CATEGORY_CHARACTERS = 512

/**
 * A filter that says the same as a tree, with the exact names of the terms that all must fit in members of their own: backends are
 * quickest with those.
 *
 * @throws InvalidFilter where the rest is longer than a filter may be
 */
export function liftFilter(tree: FilterTree): EventFilter {
  const terms = termsOf(tree)
  const types = listedIn(terms, 'type', eventType)
  const streams = listedIn(terms, 'stream', streamName)
  const category = categoryIn(terms)
  const lifted = [types?.term, streams?.term, category?.term]
  const rest = formatFilter(allOf(terms.filter((term) => !lifted.includes(term))))
  return {
    ...(types && { types: types.names }),
    ...(streams && { streams: streams.names }),
    ...(category && { category: category.name }),
    ...(rest !== '' && { where: filterText(rest) }),
  }
}

interface Listed<Name> {
  readonly term: FilterTree
  readonly names: readonly Name[]
}

/** The first term that lists legal names of a field, and no patterns. */
function listedIn<Name extends string>(
  terms: readonly FilterTree[],
  of: NameField,
  read: (text: string) => Name,
): Listed<Name> | undefined {
  for (const term of terms) {
    const names = exactNames(term, of).flatMap((text) => legal(text, read))
    if (term.kind === 'name' && names.length > 0 && names.length === term.names.length && names.length <= MAX_LISTED)
      return { term, names }
  }
  return undefined
}

function categoryIn(terms: readonly FilterTree[]) {
  for (const term of terms) {
    const [name, another] = exactNames(term, 'category')
    if (name !== undefined && another === undefined && name.length <= MAX_CATEGORY_CHARACTERS) return { term, name }
  }
  return undefined
}

/** The names that a term lists; none where it is of another kind or has a pattern among them. */
function exactNames(term: FilterTree, of: NameField): readonly string[] {
  if (term.kind !== 'name' || term.of !== of || term.names.some(({ wild }) => wild)) return []
  return term.names.map(({ text }) => text)
}

/** The name, or nothing where no event can have it. */
function legal<Name extends string>(text: string, read: (text: string) => Name): readonly Name[] {
  try {
    return [read(text)]
  } catch (error) {
    if (error instanceof BadName) return []
    throw error
  }
}
