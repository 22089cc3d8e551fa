import { type Position, START } from '../../core/event.ts'
import type { ExplorerState } from './explorer-store.ts'
import type { Finding, HitSought } from './history-slice.ts'
import { firstAfter, lastBefore } from './marks-slice.ts'

/** Events after one position up to another, that one included. */
export interface FoundRange {
  readonly after: Position
  readonly upTo: Position
}

type Places = Pick<ExplorerState, 'findDraft' | 'playhead' | 'head' | 'selected'>

export function findRange({ findDraft, playhead, head, selected }: Places): FoundRange {
  switch (findDraft.range) {
    case 'whole':
      return { after: START, upTo: head }
    case 'before':
      return { after: START, upTo: playhead }
    case 'after':
      return { after: playhead, upTo: head }
    case 'selection': {
      const other = selected ?? START
      return other < playhead ? { after: other, upTo: playhead } : { after: playhead, upTo: other }
    }
  }
}

/** The part of a range in which one hit is sought: `next` and `previous` are as seen from the playhead. */
export function soughtRange(range: FoundRange, sought: HitSought, playhead: Position): FoundRange {
  const { after, upTo } = range
  if (sought === 'next') return { after: playhead > after ? playhead : after, upTo }
  if (sought !== 'previous') return range
  return { after, upTo: Math.min(upTo, Math.max(START, playhead - 1)) as Position }
}

/**
 * What a finished search of the same says of a hit: its position, `none` where there is no such hit in all that is to be searched, or
 * nothing where it does not know.
 */
export function knownHit(
  finding: Finding | undefined,
  sought: HitSought,
  { playhead, ...places }: Places,
): Position | 'none' | undefined {
  if (finding?.phase !== 'done' || !finding.complete) return undefined
  const reachesEnd = places.findDraft.range !== 'whole' || finding.upTo >= places.head
  const { hits } = finding
  switch (sought) {
    case 'first':
      return hits[0] ?? (reachesEnd ? 'none' : undefined)
    case 'next':
      return firstAfter(hits, playhead) ?? (reachesEnd ? 'none' : undefined)
    case 'last':
      return reachesEnd ? (hits.at(-1) ?? 'none') : undefined
    case 'previous':
      return reachesEnd || playhead <= finding.upTo ? (lastBefore(hits, playhead) ?? 'none') : undefined
  }
}
