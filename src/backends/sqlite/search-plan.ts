import type { EventId } from '../../core/event.ts'
import type { FilterTree } from '../../core/filter/filter-tree.ts'
import type { CandidateSource, IndexedCandidates } from './candidate-source.ts'
import { allConditions, type Condition } from './condition.ts'
import { boundsCondition, conditionOf, legalEventId, type NumbersOfNames } from './filter-condition.ts'
import type { LinkFinder } from './link-finder.ts'
import { LinkSource } from './link-source.ts'
import { ListedSource } from './listed-source.ts'
import { NarrowedSource } from './narrowed-source.ts'
import type { PathIndexes } from './path-index.ts'
import { ScanSource } from './scan-source.ts'
import type { BoundedTree, SegmentBounds } from './segment-bounds.ts'
import { SegmentFit } from './segment-fit.ts'
import type { SegmentReader } from './segment-reader.ts'
import { SplitSource } from './split-source.ts'
import type { StatementCache } from './statement-cache.ts'
import type { StreamNumbers } from './stream-numbers.ts'
import { StreamSource } from './stream-source.ts'
import type { WordIndex } from './word-index.ts'

/** Streams with fewer events than this together are gathered whole. */
const FEW_EVENTS = 20_000

/** Most ids that are looked up one by one. */
const MOST_IDS = 100

/** How the events that fit a filter are found. */
export interface SearchPlan {
  readonly source: CandidateSource
  /** Whether all candidates fit. */
  readonly exact: boolean
}

export interface PlanParts {
  readonly segments: SegmentReader
  readonly statements: StatementCache
  readonly numbers: NumbersOfNames
  readonly streams: StreamNumbers
  readonly links: LinkFinder
  readonly words: WordIndex
  readonly paths: PathIndexes
  /** The position of the event with an id. */
  readonly positionOf: (id: EventId) => number | undefined
}

/** What finds the events that fit one part of a filter. */
interface Driver {
  readonly part: FilterTree
  readonly candidates: IndexedCandidates
  readonly exact: boolean
}

/** The parts of a filter are narrowed by an index where one helps, and by SQL where it can. */
export function planOf({ bounds, rest }: BoundedTree, parts: PlanParts): SearchPlan {
  const ofBounds = boundsCondition(bounds)
  const conditions = rest.map((part) => conditionOf(part, parts.numbers))
  const ofRest = allConditions(conditions)
  const all = ofRest && allConditions([ofBounds, ofRest])
  const scan = new ScanSource(parts.segments, parts.statements, bounds, all && ofRest)
  const driver = driverOf(rest, parts, bounds)
  if (driver === undefined) return { source: scan, exact: all?.exact === true }
  const others = conditions.filter((_, i) => rest[i] !== driver.part)
  const narrow = allConditions([ofBounds, ...positionsCondition(bounds), ...others])
  const { indexedTo, source } = driver.candidates
  const narrowed = narrow === undefined ? source : new NarrowedSource(source, parts.statements, narrow)
  const isWhole = indexedTo === Number.POSITIVE_INFINITY
  return {
    source: isWhole ? narrowed : new SplitSource({ indexedTo, source: narrowed }, scan),
    exact: isWhole && driver.exact && narrow?.exact === true,
  }
}

function positionsCondition({ positions: { low, high } }: SegmentBounds): Condition[] {
  if (low <= 0 && high === Number.POSITIVE_INFINITY) return []
  return [{ sql: 'position > ? AND position <= ?', binds: [low, high], exact: true }]
}

function driverOf(rest: readonly FilterTree[], parts: PlanParts, bounds: SegmentBounds): Driver | undefined {
  const makers = [idDriver, linkDriver, streamDriver]
  for (const make of makers)
    for (const part of rest) {
      const driver = make(part, parts)
      if (driver !== undefined) return driver
    }
  const indexed = rest.flatMap((part) => indexDriver(part, parts) ?? [])
  const [best] = indexed.toSorted((a, b) => rankOf(a.part) - rankOf(b.part))
  return best && !isFew(bounds, parts.segments) ? best : undefined
}

function idDriver(part: FilterTree, { positionOf }: PlanParts): Driver | undefined {
  if (part.kind !== 'id' || part.of !== 'id' || part.ids.length > MOST_IDS) return undefined
  const positions = new Set(part.ids.flatMap((id) => positionOfText(id, positionOf)))
  return always(part, new ListedSource([...positions].sort((a, b) => a - b)), 'exact')
}

function positionOfText(text: string, positionOf: PlanParts['positionOf']): readonly number[] {
  const id = legalEventId(text)
  const position = id && positionOf(id)
  return position === undefined ? [] : [position]
}

function linkDriver(part: FilterTree, { links }: PlanParts): Driver | undefined {
  if (part.kind !== 'id' || part.ids.length > MOST_IDS) return undefined
  if (part.of === 'correlation') return always(part, new LinkSource(links, 'correlations', part.ids), 'candidates')
  if (part.of === 'causation') return always(part, new LinkSource(links, 'causations', part.ids), 'candidates')
  return undefined
}

function streamDriver(part: FilterTree, { statements, streams }: PlanParts): Driver | undefined {
  if (part.kind !== 'name' || part.of !== 'stream') return undefined
  const few = streams.few(part.names, FEW_EVENTS)
  return few && always(part, new StreamSource(statements, few), 'exact')
}

function always(part: FilterTree, source: CandidateSource, found: 'exact' | 'candidates'): Driver {
  return { part, candidates: { indexedTo: Number.POSITIVE_INFINITY, source }, exact: found === 'exact' }
}

function indexDriver(part: FilterTree, { words, paths }: PlanParts): Driver | undefined {
  const candidates = indexCandidates(part, words, paths)
  return candidates && candidates.indexedTo > 0 ? { part, candidates, exact: false } : undefined
}

function indexCandidates(part: FilterTree, words: WordIndex, paths: PathIndexes): IndexedCandidates | undefined {
  switch (part.kind) {
    case 'words':
      return words.candidates(part.words)
    case 'compare':
    case 'has':
      return paths.candidates(part)
    default:
      return undefined
  }
}

/** Which index is likely to leave the fewest candidates. */
function rankOf(part: FilterTree): number {
  if (part.kind === 'compare' && part.operator === '=') return 0
  return part.kind === 'words' ? 1 : 2
}

/** Whether so few events fit the bounds that they are looked up sooner than an index is read. */
function isFew(bounds: SegmentBounds, segments: SegmentReader): boolean {
  const fit = new SegmentFit(segments, bounds)
  let most = 0
  for (let segment = 0; segment < segments.whole && most <= FEW_EVENTS; segment++) most += fit.mostIn(segment)
  return most <= FEW_EVENTS / 10
}
