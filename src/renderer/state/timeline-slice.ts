import { type Position, position, START } from '../../core/event.ts'
import type { Histogram, LogSummary } from '../../core/log-index.ts'
import { type Density, gapsIn, positionDensity, timeDensity } from './density.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import {
  type AxisSpan,
  axisView,
  type Gap,
  pannedSpan,
  pxAt,
  spanWithin,
  type TimelineAxis,
  zoomedSpan,
} from './folded-axis.ts'
import { newestWins } from './newest-wins.ts'
import { placeOnTimeline, positionOnTimeline, type TimelineState, timelinePart } from './timeline-part.ts'

/** A part of the history as a person chose it. */
export interface ShownSpan extends AxisSpan {
  readonly axis: TimelineAxis
}

export interface TimelineSlice {
  /** Density of the whole history by log time; absent until it came, in an empty store and in one without times. */
  readonly histogram: Histogram | undefined
  /** The axis that a person wants; a store without times that differ has none but positions: see {@link timelinePart}. */
  readonly timelineAxis: TimelineAxis
  /** Absent while the whole history is shown. */
  readonly timelineShown: ShownSpan | undefined
  /** Pixels that the shown part takes. */
  readonly timelinePx: number
  /** Of the whole history; absent until it came. */
  readonly density: Density | undefined
  /** Of the part that is shown, or of the one that was before it until it came; absent while all is shown. */
  readonly shownDensity: Density | undefined
  /** Stretches without events in the whole history, as far as its density tells. */
  readonly idleGaps: readonly Gap[]
  readonly folding: 'on' | 'off'
  /** Gaps that stay open, by the position before each. */
  readonly openedGaps: ReadonlySet<Position>

  readonly setTimelinePx: (px: number) => void
  readonly setTimelineAxis: (axis: TimelineAxis) => void
  /** Shows the nearest part that there is; everything for `undefined`. */
  readonly showSpan: (span: AxisSpan | undefined) => void
  /** By a factor, above 1 to see less; `atPx`, from the left of the shown part, stays where it is: default the playhead, where it is in sight. */
  readonly zoomTimeline: (factor: number, atPx?: number) => void
  readonly panTimeline: (byPx: number) => void
  /** By a share of what is shown, towards the start where negative. */
  readonly panTimelineBy: (share: number) => void
  readonly setFolding: (folding: 'on' | 'off') => void
  /** Opens a gap, or folds it again. */
  readonly toggleGap: (after: Position) => void
  /** Asks again; what is asked faster than it comes is one. */
  readonly refreshTimeline: () => void
}

/** How much one press of a key or button zooms. */
export const ZOOM_STEP = 1.5

/** How far one press of a key goes along, as a share of what is shown. */
export const PAN_SHARE = 0.15

/** More types than these are not told apart. */
const MAX_TYPES = 100

const MAX_BUCKETS = 3000

const FEW_TYPES = 20

const BUCKETS_STEP = 150

const UNKNOWN = {
  histogram: undefined,
  timelineShown: undefined,
  density: undefined,
  shownDensity: undefined,
  idleGaps: [],
  openedGaps: new Set<Position>(),
} as const

export const createTimelineSlice: Slice<TimelineSlice> =
  ({ link }) =>
  (set, get, api) => {
    /** Where the axis ended when it was last looked at: a part that touches it goes along. */
    let ended: { readonly axis: TimelineAxis; readonly to: number } | undefined

    const askWhole = newestWins<LogSummary>(({ events, head, firstUs: fromUs, lastUs: toUs }) =>
      link.inBackground(async () => {
        if (events === 0) return set({ histogram: undefined, density: undefined, idleGaps: [] })
        const query = { buckets: wholeBuckets(get()), byType: tellsTypes(get()) }
        const { axis } = timelinePart(get())
        const histogram =
          fromUs === undefined || toUs === undefined
            ? undefined
            : await link.ask('log.histogram', { ...query, fromUs, toUs })
        const density =
          axis === 'time' && histogram
            ? timeDensity(histogram)
            : positionDensity(await link.ask('log.positionHistogram', { ...query, after: START, upTo: head }))
        set({ histogram })
        see(density)
      }),
    )

    const askShown = newestWins<ShownSpan>(({ axis, from, to }) =>
      link.inBackground(async () => {
        const query = { buckets: bucketsOf(get()), byType: tellsTypes(get()) }
        const [start, end] = [Math.floor(from), Math.ceil(to)]
        const shownDensity =
          axis === 'time'
            ? timeDensity(await link.ask('log.histogram', { ...query, fromUs: start, toUs: Math.max(start, end - 1) }))
            : positionDensity(
                await link.ask('log.positionHistogram', { ...query, after: position(start), upTo: position(end) }),
              )
        if (get().timelineShown !== undefined) set({ shownDensity })
      }),
    )

    function see(density: Density): void {
      set({ density, idleGaps: gapsIn(density) })
    }

    function refreshShown(): void {
      const { timelineShown } = get()
      const { axis, span } = timelinePart(get())
      if (timelineShown?.axis === axis) askShown({ axis, ...span })
      else if (get().shownDensity !== undefined) set({ shownDensity: undefined })
    }

    function refresh({ summary }: NonNullable<ExplorerState['status']>): void {
      const { axis, extent } = timelinePart(get())
      const shown = get().timelineShown
      if (shown?.axis === axis && ended?.axis === axis && ended.to < extent.to && shown.to >= ended.to)
        set({ timelineShown: { ...shown, to: extent.to } })
      ended = { axis, to: extent.to }
      askWhole(summary)
      refreshShown()
    }

    api.subscribe((state, before) => {
      if (state.status === undefined) return
      if (state.timelineShown !== before.timelineShown) refreshShown()
    })

    link.onLeave(() => {
      ended = undefined
      set(UNKNOWN)
    })

    return {
      ...UNKNOWN,
      timelineAxis: 'time',
      timelinePx: 600,
      folding: 'on',

      setTimelinePx(px) {
        const before = bucketsOf(get())
        set({ timelinePx: px })
        if (bucketsOf(get()) !== before) get().refreshTimeline()
      },
      setTimelineAxis(axis) {
        const before = timelinePart(get())
        const { span, extent } = before
        const ends = [span.from, span.to].map((place) => positionOnTimeline(before, place))
        set({ timelineAxis: axis })
        const after = timelinePart(get())
        if (after.axis === before.axis) return
        set({ timelineShown: undefined, density: undefined, shownDensity: undefined, idleGaps: [] })
        const { histogram } = get()
        if (axis === 'time' && histogram !== undefined) see(timeDensity(histogram))
        const [from, to] = ends.map((at) => placeOnTimeline(timelinePart(get()), at))
        if (from !== undefined && to !== undefined && (span.from > extent.from || span.to < extent.to))
          get().showSpan({ from, to })
        get().refreshTimeline()
      },
      showSpan(wanted) {
        const part = timelinePart(get())
        const { from, to } = wanted === undefined ? part.extent : spanWithin(part, wanted, get().timelinePx)
        const all = from <= part.extent.from && to >= part.extent.to
        set({ timelineShown: all ? undefined : { axis: part.axis, from, to } })
      },
      zoomTimeline(factor, atPx) {
        const view = shownView(get())
        const playheadPx = pxAt(view, placeOnTimeline(timelinePart(get()), get().playhead))
        const middle = playheadPx >= 0 && playheadPx <= view.widthPx ? playheadPx : view.widthPx / 2
        get().showSpan(zoomedSpan(view, factor, atPx ?? middle))
      },
      panTimeline: (byPx) => get().showSpan(pannedSpan(shownView(get()), byPx)),
      panTimelineBy: (share) => get().panTimeline(share * get().timelinePx),
      setFolding: (folding) => set({ folding }),
      toggleGap: (after) =>
        set(({ openedGaps }) => {
          const others = [...openedGaps].filter((one) => one !== after)
          return { openedGaps: new Set(others.length < openedGaps.size ? others : [...others, after]) }
        }),
      refreshTimeline() {
        const { status } = get()
        if (status !== undefined) refresh(status)
      },
    }
  }

function shownView(state: TimelineState & Pick<TimelineSlice, 'timelinePx'>): ReturnType<typeof axisView> {
  return axisView(timelinePart(state), { leftPx: 0, widthPx: state.timelinePx })
}

/** About one bucket per pixel, in steps, so that a panel being resized does not ask at every pixel. */
function bucketsOf({ timelinePx }: Pick<TimelineSlice, 'timelinePx'>): number {
  return Math.min(MAX_BUCKETS, Math.max(BUCKETS_STEP, Math.ceil(timelinePx / BUCKETS_STEP) * BUCKETS_STEP))
}

/** Finer than can be drawn where there are few types, so that short gaps are found too. */
function wholeBuckets(state: Pick<ExplorerState, 'timelinePx' | 'types'>): number {
  return state.types.length <= FEW_TYPES ? MAX_BUCKETS : bucketsOf(state)
}

function tellsTypes({ types }: Pick<ExplorerState, 'types'>): boolean {
  return types.length <= MAX_TYPES
}
