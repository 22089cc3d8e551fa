import type { StreamName } from '../../core/event.ts'
import type { StreamsPage } from '../../core/log-index.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'

export interface StreamFinderSlice {
  /** Those that a person put by, in the order in which they did. */
  readonly pinnedStreams: readonly StreamName[]
  /**
   * Those that the log was narrowed to or whose events were inspected; at most {@link MAX_RECENT}. The last to come is the first, and stays in its
   * place until another comes, when the one that was looked at longest ago goes.
   */
  readonly recentStreams: readonly StreamName[]

  /** The streams whose names fit a text best, best first, and how many fit. It changes nothing: whoever asks says what is newest. */
  readonly findStreams: (text: string, limit: number, signal?: AbortSignal) => Promise<StreamsPage>
  readonly pinStream: (stream: StreamName) => void
  readonly unpinStream: (stream: StreamName) => void
}

export const MAX_RECENT = 10

export const createStreamFinderSlice: Slice<StreamFinderSlice> =
  ({ link }) =>
  (set, get, api) => {
    /** The last one looked at first. */
    let lookedAt: readonly StreamName[] = []

    link.onLeave(() => {
      lookedAt = []
      set({ pinnedStreams: [], recentStreams: [] })
    })

    api.subscribe((state, before) => {
      const stream = streamLookedAt(state, before)
      if (stream === undefined) return
      const { recentStreams } = state
      lookedAt = [stream, ...without(lookedAt, stream)]
      if (recentStreams.includes(stream)) return
      const stay = recentStreams.length < MAX_RECENT ? recentStreams : without(recentStreams, oldest(recentStreams))
      lookedAt = lookedAt.filter((one) => one === stream || stay.includes(one))
      set({ recentStreams: [stream, ...stay] })
    })

    /** The one that was looked at longest ago; of those that were not looked at during this visit, the last. */
    function oldest(streams: readonly StreamName[]): StreamName | undefined {
      return streams.findLast((one) => !lookedAt.includes(one)) ?? lookedAt.findLast((one) => streams.includes(one))
    }

    return {
      pinnedStreams: [],
      recentStreams: [],

      findStreams: (text, limit, signal) => link.ask('streams.find', { text, limit }, signal),
      pinStream(stream) {
        if (!get().pinnedStreams.includes(stream)) set({ pinnedStreams: [...get().pinnedStreams, stream] })
      },
      unpinStream: (stream) => set(({ pinnedStreams }) => ({ pinnedStreams: without(pinnedStreams, stream) })),
    }
  }

/** The one stream that this change narrowed the log to, or whose event it brought into the inspector. */
function streamLookedAt(state: ExplorerState, before: ExplorerState): StreamName | undefined {
  const { view, inspection } = state
  if (view !== before.view && view.streams?.length === 1) return view.streams[0]
  return inspection !== before.inspection && inspection.kind === 'shown' ? inspection.inspected.event.stream : undefined
}

function without(streams: readonly StreamName[], stream: StreamName | undefined): readonly StreamName[] {
  return streams.filter((one) => one !== stream)
}
