import type { Histogram, LogSummary } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface TimelineSlice {
  /** Density of the whole history by log time; absent until it came, in an empty store and in one without times. */
  readonly histogram: Histogram | undefined
  /** How many buckets the histogram is asked in. */
  readonly timelineBuckets: number

  /** Asks in as many buckets as there is room for bars. */
  readonly setTimelineBuckets: (buckets: number) => void
  /** Asks again; what is asked faster than it comes is one. */
  readonly refreshTimeline: () => void
}

export const createTimelineSlice: Slice<TimelineSlice> =
  ({ link }) =>
  (set, get) => {
    const refresh = newestWins<LogSummary>(({ firstUs, lastUs }) =>
      link.inBackground(async () => {
        if (firstUs === undefined || lastUs === undefined) return set({ histogram: undefined })
        const buckets = get().timelineBuckets
        set({ histogram: await link.ask('log.histogram', { fromUs: firstUs, toUs: lastUs, buckets }) })
      }),
    )
    return {
      histogram: undefined,
      timelineBuckets: 600,

      setTimelineBuckets(buckets) {
        if (buckets === get().timelineBuckets) return
        set({ timelineBuckets: buckets })
        get().refreshTimeline()
      },
      refreshTimeline() {
        const { status } = get()
        if (status !== undefined) refresh(status.summary)
      },
    }
  }
