import type { Position } from '../../core/event.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import type { TrackLine } from './track-data.ts'

/** What a row of ticks is about; it has its colour from that. */
export type MarkTone = 'hit' | 'watch' | 'failure' | 'what-if'

export interface MarkTrack {
  readonly id: string
  readonly label: string
  readonly tone: MarkTone
  /** Ascending, each once. */
  readonly positions: readonly Position[]
  /** What they say, where that is numbers: a line in place of the ticks. */
  readonly line?: TrackLine
}

export interface MarksSlice {
  /** Rows of ticks under the timeline, in the order in which they came. */
  readonly tracks: readonly MarkTrack[]
  /** The track whose ticks `next` and `previous` go to; the last that came unless a person chose another. */
  readonly focusedTrack: string | undefined

  /** Shows a track, in place of the one with the same id. */
  readonly showTrack: (track: MarkTrack) => void
  readonly hideTrack: (id: string) => void
  readonly focusTrack: (id: string) => void
  /** Moves the playhead to the focused track's next tick after it; stays where there is none. */
  readonly nextMark: () => void
  readonly previousMark: () => void
}

/** Where the state that is looked for begins. */
export const FOUND_TRACK = 'found'

/** The events that the active projection's handlers threw on. */
const FAILURES = 'failures'

export const createMarksSlice: Slice<MarksSlice> = () => (set, get, api) => {
  function jump(sought: 'next' | 'previous'): void {
    const state = get()
    const track = focusedTrack(state)
    if (track === undefined) return void (state.focusedTrack && state.stepAlong(state.focusedTrack, sought))
    const to = (sought === 'next' ? firstAfter : lastBefore)(track.positions, state.playhead)
    if (goesOn(track, state)) void state.findHit(sought)
    else if (to !== undefined) state.scrubTo(to)
  }

  api.subscribe((state, before) => {
    if (state.projections === before.projections && state.activeProjection === before.activeProjection) return
    const failures = failuresTrack(state)
    const shown = state.tracks.find(({ id }) => id === FAILURES)
    if (failures === undefined) {
      if (shown !== undefined) get().hideTrack(FAILURES)
    } else if (failures.label !== shown?.label || !areSame(failures.positions, shown.positions))
      set(({ tracks, focusedTrack: focused }) => ({
        tracks: withTrack(tracks, failures),
        focusedTrack: focused ?? FAILURES,
      }))
  })

  return {
    tracks: [],
    focusedTrack: undefined,

    showTrack: (track) =>
      set(({ tracks, focusedTrack: focused }) => ({
        tracks: withTrack(tracks, track),
        focusedTrack: tracks.some(({ id }) => id === track.id) ? focused : track.id,
      })),
    hideTrack: (id) =>
      set(({ tracks, focusedTrack: focused }) => {
        const left = tracks.filter((track) => track.id !== id)
        return { tracks: left, focusedTrack: focused === id ? left.at(-1)?.id : focused }
      }),
    focusTrack: (id) => set({ focusedTrack: id }),
    nextMark: () => jump('next'),
    previousMark: () => jump('previous'),
  }
}

function focusedTrack({
  tracks,
  focusedTrack: id,
}: Pick<MarksSlice, 'tracks' | 'focusedTrack'>): MarkTrack | undefined {
  return tracks.find((track) => track.id === id)
}

/** Whether what was found goes on behind the last tick, and the playhead is there: only another search knows the ticks around it. */
function goesOn({ id, positions }: MarkTrack, { finding, playhead }: ExplorerState): boolean {
  const last = positions.at(-1)
  return id === FOUND_TRACK && finding?.phase === 'done' && !finding.complete && last !== undefined && playhead >= last
}

/** The first of ascending positions that is after one. */
export function firstAfter(positions: readonly Position[], from: Position): Position | undefined {
  return positions[countUpTo(positions, from)]
}

export function lastBefore(positions: readonly Position[], from: Position): Position | undefined {
  const upTo = countUpTo(positions, from)
  return positions[positions[upTo - 1] === from ? upTo - 2 : upTo - 1]
}

/** How many of ascending positions, each there once, are not after one. */
function countUpTo(positions: readonly Position[], from: Position): number {
  let low = 0
  let high = positions.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((positions[middle] ?? 0) <= from) low = middle + 1
    else high = middle
  }
  return low
}

/** Positions in ascending order, each once. */
export function tickPositions(positions: readonly Position[]): readonly Position[] {
  return [...new Set(positions)].toSorted((one, other) => one - other)
}

function withTrack(tracks: readonly MarkTrack[], track: MarkTrack): readonly MarkTrack[] {
  if (!tracks.some(({ id }) => id === track.id)) return [...tracks, track]
  return tracks.map((one) => (one.id === track.id ? track : one))
}

function areSame(some: readonly Position[], others: readonly Position[]): boolean {
  return some.length === others.length && some.every((position, at) => position === others[at])
}

function failuresTrack({ projections, activeProjection }: ExplorerState): MarkTrack | undefined {
  const tab = projections.find(({ id }) => id === activeProjection)
  if (tab === undefined || !('failures' in tab.status) || tab.status.failures.count === 0) return undefined
  const { count, first } = tab.status.failures
  const positions = tickPositions(first.map(({ position }) => position))
  const label = first.length < count ? `The first failures of ${tab.name}` : `Failures of ${tab.name}`
  return { id: FAILURES, label, tone: 'failure', positions }
}
