import type { ExplorerState } from '../state/explorer-store.ts'
import type { MarkTone } from '../state/marks-slice.ts'
import { type MarkRow, shownTracks, tickPlaces } from './draw-marks.ts'
import type { TimelineColors } from './paint-timeline.ts'
import type { TimeScale } from './time-scale.ts'

const toneColors: Readonly<Record<MarkTone, 'hit' | 'watch' | 'failure' | 'whatIf'>> = {
  hit: 'hit',
  watch: 'watch',
  failure: 'failure',
  'what-if': 'whatIf',
}

/** Makes rows of ticks; where neither a track nor the axis has changed since the last time, its places are not worked out again. */
export function createMarkRows(): (
  state: Pick<ExplorerState, 'tracks' | 'focusedTrack' | 'histogram' | 'head'>,
  scale: TimeScale,
  colors: TimelineColors,
) => readonly MarkRow[] {
  const known = new WeakMap<object, { readonly axis: string; readonly placesPx: readonly number[] }>()
  const numbers = new WeakMap<object, number>()
  let lastNumber = 0

  function numberOf(histogram: object | undefined): number {
    if (histogram === undefined) return 0
    const number = numbers.get(histogram) ?? ++lastNumber
    numbers.set(histogram, number)
    return number
  }

  return ({ tracks, focusedTrack, histogram, head }, scale, colors) => {
    const axis = `${numberOf(histogram)} ${head} ${scale.widthPx}`
    return shownTracks(tracks, focusedTrack).map((track) => {
      const before = known.get(track.positions)
      const placesPx = before?.axis === axis ? before.placesPx : tickPlaces(track.positions, scale)
      known.set(track.positions, { axis, placesPx })
      return { track, placesPx, color: colors[toneColors[track.tone]], focused: track.id === focusedTrack }
    })
  }
}
