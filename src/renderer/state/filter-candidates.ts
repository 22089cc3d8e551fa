import type { EventType } from '../../core/event.ts'
import type { ShapePath } from '../../core/event-shape/shape-paths.ts'
import { type FilterField, filterFields } from '../../core/filter/filter-fields.ts'
import type { FilterWanted } from '../../core/filter/filter-wanted.ts'
import { formatName } from '../../core/filter/format-filter.ts'
import { textScore } from '../../core/find-names.ts'
import type { SampledValue } from './sampled-values.ts'

/** Something that can be put where the caret is. */
export interface FilterCandidate {
  /** What is put there. */
  readonly insert: string
  /** What is shown of it. */
  readonly label: string
  /** What there is to say of it, perhaps nothing. */
  readonly detail: string
  /** Of a number of events: how many. */
  readonly events?: number
}

/** Most that are offered at a time. */
export const MAX_CANDIDATES = 60

const fieldDetails: Readonly<Record<FilterField, string>> = {
  type: 'one of these types',
  stream: 'one of these streams; * is any characters',
  category: 'the part of a stream’s name before its first -',
  id: 'the event with this id',
  correlation: 'all events of this correlation',
  causation: 'what this event caused',
  actor: 'what this actor did',
  position: 'places in the store: 1000..2000',
  version: 'places in the stream: 1, 3..5',
  schema: 'schema versions',
  time: 'their own time: 2026-01-31, 2026-01..2026-02',
  has: 'whether there is something at a path',
}

const fields: readonly FilterCandidate[] = filterFields.map((field) => ({
  insert: `${field}:`,
  label: `${field}:`,
  detail: fieldDetails[field],
}))

const metadataPaths = ['correlationId', 'causationId', 'actorId'].map((name) => plain(`meta.${name}`, 'text'))

const operators = [
  ['=', 'is'],
  ['!=', 'is something else'],
  ['>', 'is more than'],
  ['>=', 'is at least'],
  ['<', 'is less than'],
  ['<=', 'is at most'],
] as const

/** What payloads have. */
interface KnownPaths {
  readonly paths: readonly ShapePath[]
  /** The types that the log is narrowed to; absent where it has all. */
  readonly types: readonly EventType[] | undefined
}

/** What may begin or go on where a term is: fields and payload paths; after a whole path, operators. */
export function termCandidates(
  { typed, operator }: Pick<Extract<FilterWanted, { kind: 'term' }>, 'typed' | 'operator'>,
  known: KnownPaths,
): readonly FilterCandidate[] {
  const { paths } = known
  const all = [...fields, ...pathsOf(paths)]
  if (operator === 'follows') return likelyFirst(ranked(all.map(withoutOperator), typed), known)
  const isWhole = typed !== '' && pathsOf(paths).some(({ insert }) => insert === typed)
  const after = isWhole ? operators.map(([sign, detail]) => plain(`${typed}${sign}`, detail)) : []
  const others = likelyFirst(ranked(all, typed), known).filter(({ insert }) => insert !== typed)
  return [...after, ...others].slice(0, MAX_CANDIDATES)
}

export function pathCandidates(typed: string, known: KnownPaths): readonly FilterCandidate[] {
  return likelyFirst(ranked(pathsOf(known.paths), typed), known)
}

/** Those that fit, each with how many events it has; without a text all of them, the most frequent first. */
export function nameCandidates(
  typed: string,
  names: readonly { readonly name: string; readonly events: number }[],
): readonly FilterCandidate[] {
  const all = names.map(nameCandidate)
  return typed === '' ? all.toSorted((a, b) => (b.events ?? 0) - (a.events ?? 0)) : ranked(all, typed)
}

export function nameCandidate({ name, events }: { readonly name: string; readonly events: number }): FilterCandidate {
  return { insert: formatName({ text: name, wild: false }), label: name, detail: '', events }
}

export function valueCandidates(typed: string, values: readonly SampledValue[]): readonly FilterCandidate[] {
  const all = values.map(({ text, value, events }) => ({
    insert: text,
    label: value.kind === 'text' ? value.text : text,
    detail: value.kind === 'text' ? '' : value.kind,
    events,
  }))
  return typed === '' ? all : ranked(all, typed)
}

/** A text with a candidate in place of what was wanted, and where the caret is then. */
export function withCandidate(
  text: string,
  { from, to }: Pick<FilterWanted, 'from' | 'to'>,
  { insert }: FilterCandidate,
): { readonly text: string; readonly caret: number } {
  return { text: text.slice(0, from) + insert + text.slice(to), caret: from + insert.length }
}

/** Those that only events of other types have come last. */
function likelyFirst(candidates: readonly FilterCandidate[], { paths, types }: KnownPaths): readonly FilterCandidate[] {
  if (types === undefined) return candidates
  const others = paths.filter((path) => !path.types.some((type) => types.includes(type)))
  const unlikely = new Set(others.map(({ text }) => text))
  return candidates.toSorted((a, b) => Number(unlikely.has(a.insert)) - Number(unlikely.has(b.insert)))
}

function pathsOf(paths: readonly ShapePath[]): readonly FilterCandidate[] {
  return [...paths.map(({ text, kinds }) => plain(text, kinds.join(' or '))), ...metadataPaths]
}

/** One that is shown as it is put in. */
export function plain(text: string, detail: string): FilterCandidate {
  return { insert: text, label: text, detail }
}

function withoutOperator(candidate: FilterCandidate): FilterCandidate {
  return { ...candidate, insert: candidate.insert.replace(/:$/, '') }
}

/** Those that fit what was typed, best first; of those that fit alike, the first one first. */
export function ranked(candidates: readonly FilterCandidate[], typed: string): readonly FilterCandidate[] {
  if (typed === '') return candidates
  const score = textScore(typed)
  return candidates
    .map((candidate) => ({ candidate, score: score(candidate.label) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate)
}
