import { spanText, timeText } from './filter-time.ts'
import type { FilterTree, FilterValue, NamePattern, RangeField } from './filter-tree.ts'
import { mayStandBare } from './filter-value.ts'
import { formatPayloadPath } from './payload-path.ts'
import { bareValue, isNumberRange } from './payload-term.ts'

type Kind<Of extends FilterTree['kind']> = Extract<FilterTree, { kind: Of }>

/** What fits every event, as a term. */
const EVERYTHING = 'position>=0'
/** What fits none: no text can say "none of these names". */
const NOTHING = '-position>=0'

/**
 * A text that `parseFilter` makes this tree of. Of a tree that no parser made (an `and` in an `and`, a range that ends before it starts, a
 * name that is none of none) it is a text that means the same.
 */
export function formatFilter(tree: FilterTree): string {
  switch (tree.kind) {
    case 'everything':
      return ''
    case 'or':
      return formatAlternatives(tree)
    case 'and':
      return formatAll(tree)
    default:
      return formatPart(tree)
  }
}

/** A tree as one term. */
function formatPart(tree: FilterTree): string {
  switch (tree.kind) {
    case 'everything':
      return EVERYTHING
    case 'and':
      return `(${formatAll(tree)})`
    case 'or':
      return isOneTerm(tree) ? formatAlternatives(tree) : `(${formatAlternatives(tree)})`
    case 'not':
      return `-${formatPart(tree.part)}`
    case 'name':
      return tree.names.length === 0 ? NOTHING : `${tree.of}:${tree.names.map(formatName).join(',')}`
    case 'id':
      return tree.ids.length === 0 ? NOTHING : `${tree.of}:${tree.ids.map(formatText).join(',')}`
    case 'range':
      return formatRange(tree)
    case 'compare':
      return `${formatPayloadPath(tree.path)}${tree.operator}${formatValue(tree.value)}`
    case 'has':
      return `has:${formatPayloadPath(tree.path)}`
    case 'words':
      return formatWords(tree.words)
  }
}

function formatAll({ parts }: Kind<'and'>): string {
  return parts.length === 0 ? EVERYTHING : parts.map(formatPart).join(' ')
}

/** Neighbours that one term can say together are one: `data.status=open,held`. */
function formatAlternatives({ parts }: Kind<'or'>): string {
  if (parts.length === 0) return NOTHING
  return runsOf(parts).map(formatRun).join(' or ')
}

/** Whether alternatives are written as one term, as in `data.status=open,held`. */
export function isOneTerm({ parts }: Kind<'or'>): boolean {
  return runsOf(parts).length === 1
}

function runsOf(parts: readonly FilterTree[]): FilterTree[][] {
  const runs: FilterTree[][] = []
  for (const part of parts) {
    const run = runs.at(-1)
    const key = listKeyOf(part)
    if (run?.[0] !== undefined && key !== undefined && listKeyOf(run[0]) === key) run.push(part)
    else runs.push([part])
  }
  return runs
}

/** What a term begins with that can list alternatives of this kind. */
function listKeyOf(tree: FilterTree): string | undefined {
  switch (tree.kind) {
    case 'range':
      return listedRange(tree) === undefined ? undefined : `${tree.of}:`
    case 'compare':
      return tree.operator === '=' ? `${formatPayloadPath(tree.path)}=` : undefined
    case 'has':
      return 'has:'
    default:
      return undefined
  }
}

function formatRun(run: readonly FilterTree[]): string {
  const [first] = run
  if (first === undefined) return NOTHING
  if (run.length === 1) return first.kind === 'and' ? formatAll(first) : formatPart(first)
  return listKeyOf(first) + run.map(listedValue).join(',')
}

function listedValue(tree: FilterTree): string {
  switch (tree.kind) {
    case 'range':
      return listedRange(tree) ?? ''
    case 'compare':
      return formatValue(tree.value)
    case 'has':
      return formatPayloadPath(tree.path)
    default:
      return ''
  }
}

function formatRange(range: Kind<'range'>): string {
  const { of, from, to } = range
  if (from === undefined && to === undefined) return EVERYTHING
  if (to === undefined) return `${of}>=${endText(of, from ?? 0, 'from')}`
  if (from === undefined) return `${of}<=${endText(of, to, 'to')}`
  const listed = listedRange(range)
  return listed === undefined ? NOTHING : `${of}:${listed}`
}

/** A range as it stands in a list; undefined where it cannot. */
function listedRange({ of, from, to }: Kind<'range'>): string | undefined {
  if (from === undefined && to === undefined) return undefined
  if (from === undefined) return `..${endText(of, to ?? 0, 'to')}`
  if (to === undefined) return `${endText(of, from, 'from')}..`
  if (to < from) return undefined
  const single = of === 'time' ? spanText({ fromUs: from, toUs: to }) : from === to ? String(from) : undefined
  return single ?? `${endText(of, from, 'from')}..${endText(of, to, 'to')}`
}

function endText(of: RangeField, value: number, end: 'from' | 'to'): string {
  return of === 'time' ? timeText(value, end) : String(value)
}

/** A name as it stands in a list. Wild ones are bare at least around their stars. */
export function formatName({ text, wild }: NamePattern): string {
  if (!wild) return text.includes('*') ? JSON.stringify(text) : formatText(text)
  const pieces = text.split('*')
  return pieces.every((piece) => piece === '' || mayStandBare(piece))
    ? text
    : pieces.map((piece) => (piece === '' ? '' : JSON.stringify(piece))).join('*')
}

function formatText(text: string): string {
  return mayStandBare(text) ? text : JSON.stringify(text)
}

/** What a path is compared with, as it stands after an operator. */
export function formatValue(value: FilterValue): string {
  switch (value.kind) {
    case 'number':
      return value.text
    case 'boolean':
      return String(value.value)
    case 'null':
      return 'null'
    case 'text':
      return bareValue(value.text).kind === 'text' && !isNumberRange(value.text)
        ? formatText(value.text)
        : JSON.stringify(value.text)
  }
}

function formatWords(words: readonly string[]): string {
  const text = words.join(' ')
  return words.length === 1 && !/^(?:or|and|not)$/.test(text) ? text : JSON.stringify(text)
}
