import type {
  ComparisonOperator,
  FilterTree,
  NameField,
  NamePattern,
  RangeField,
} from '../../core/filter/filter-tree.ts'
import { formatFilter, formatName, formatValue, isOneTerm } from '../../core/filter/format-filter.ts'
import { formatPayloadPath } from '../../core/filter/payload-path.ts'

/** A term while it is edited: texts as a person writes them, which need not say anything yet. */
export type TermDraft =
  | { readonly kind: 'names'; readonly of: NameField; readonly names: readonly NamePattern[] }
  /** An end that is left open is ''. */
  | { readonly kind: 'range'; readonly of: RangeField; readonly from: string; readonly to: string }
  /** Values as the language has them, with commas between several. */
  | {
      readonly kind: 'compare'
      readonly path: string
      readonly operator: ComparisonOperator
      readonly values: string
    }
  /** The whole term. */
  | { readonly kind: 'text'; readonly text: string }

/** @param term one that is not turned round */
export function draftOf(term: FilterTree): TermDraft {
  switch (term.kind) {
    case 'name':
      return { kind: 'names', of: term.of, names: term.names }
    case 'range':
      return { kind: 'range', of: term.of, ...endsOf(term) }
    case 'compare': {
      const { path, operator, value } = term
      return { kind: 'compare', path: formatPayloadPath(path), operator, values: formatValue(value) }
    }
    case 'or': {
      const [first] = term.parts
      if (first?.kind !== 'compare' || !isOneTerm(term)) return { kind: 'text', text: formatFilter(term) }
      const path = formatPayloadPath(first.path)
      return { kind: 'compare', path, operator: '=', values: formatFilter(term).slice(path.length + 1) }
    }
    default:
      return { kind: 'text', text: formatFilter(term) }
  }
}

/** What the draft says in the language of filters; '' where it says nothing. */
export function draftText(draft: TermDraft): string {
  switch (draft.kind) {
    case 'names':
      return draft.names.length === 0 ? '' : `${draft.of}:${draft.names.map(formatName).join(',')}`
    case 'range':
      return rangeText(draft.of, draft.from.trim(), draft.to.trim())
    case 'compare':
      return draft.path.trim() === '' ? '' : `${draft.path.trim()}${draft.operator}${draft.values.trim()}`
    case 'text':
      return draft.text.trim()
  }
}

function rangeText(of: RangeField, from: string, to: string): string {
  if (from === '' && to === '') return ''
  if (to === '') return `${of}>=${endText(from)}`
  if (from === '') return `${of}<=${endText(to)}`
  return from === to ? `${of}:${endText(from)}` : `${of}:${endText(from)}..${endText(to)}`
}

/** A time may have a space in it. */
function endText(text: string): string {
  return formatName({ text, wild: false })
}

function endsOf({ of, from, to }: Extract<FilterTree, { kind: 'range' }>): { from: string; to: string } {
  return {
    from: from === undefined ? '' : formatFilter({ kind: 'range', of, from }).slice(`${of}>=`.length),
    to: to === undefined ? '' : formatFilter({ kind: 'range', of, to }).slice(`${of}<=`.length),
  }
}
