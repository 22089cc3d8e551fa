import type { Position } from '../../core/event.ts'
import { spanText, timeText } from '../../core/filter/filter-time.ts'
import type { FilterWanted } from '../../core/filter/filter-wanted.ts'
import { type FilterCandidate, plain, ranked } from './filter-candidates.ts'

/** Where somebody is, and where the history ends. */
interface KnownPlaces {
  readonly playhead: Position
  /** When the event at the playhead happened; absent before the first one, and while that is not known. */
  readonly playheadUs: number | undefined
  /** The first and the last log time of all; absent where there are no times. */
  readonly history: { readonly fromUs: number; readonly toUs: number } | undefined
}

type RangeWanted = Extract<FilterWanted, { kind: 'range' }>

const MINUTE_US = 60_000_000
const HOUR_US = 60 * MINUTE_US

/** The places and times that somebody is likely to mean; none of the fields that are neither. */
export function rangeCandidates({ of, ends, typed }: RangeWanted, places: KnownPlaces): readonly FilterCandidate[] {
  switch (of) {
    case 'position':
      return ranked(endsAt(String(places.playhead), ends), typed)
    case 'time':
      return ranked(timesOf(places, ends), typed)
    default:
      return []
  }
}

function timesOf({ playheadUs, history }: KnownPlaces, ends: RangeWanted['ends']): readonly FilterCandidate[] {
  const exact = playheadUs === undefined ? undefined : spanText({ fromUs: playheadUs, toUs: playheadUs })
  const atPlayhead = exact === undefined ? [] : endsAt(exact, ends)
  const playheadDay = playheadUs === undefined ? [] : [plain(dayText(playheadUs), 'the playhead’s day')]
  const all = [...atPlayhead, ...playheadDay, ...(history === undefined ? [] : lastTimes(history, ends))]
  return all.filter(({ insert }, place) => all.findIndex((one) => one.insert === insert) === place)
}

function lastTimes(
  { fromUs, toUs }: NonNullable<KnownPlaces['history']>,
  ends: RangeWanted['ends'],
): readonly FilterCandidate[] {
  const hourUs = Math.floor((toUs + 1 - HOUR_US) / MINUTE_US) * MINUTE_US
  const text = timeText(hourUs, 'from')
  return [
    ...(hourUs < fromUs ? [] : [plain(ends === 'both' ? `${text}..` : text, 'the last hour of the history')]),
    plain(dayText(toUs), 'the last day of the history'),
  ]
}

function endsAt(text: string, ends: RangeWanted['ends']): readonly FilterCandidate[] {
  if (ends === 'one') return [plain(text, 'the playhead')]
  return [plain(`..${text}`, 'up to the playhead'), plain(`${text}..`, 'from the playhead on')]
}

/** Of UTC, as filters read it. */
function dayText(us: number): string {
  return new Date(Math.floor(us / 1000)).toISOString().slice(0, 10)
}
