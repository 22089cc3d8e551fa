import type { StreamName } from '../../core/event.ts'
import type { StreamsPage } from '../../core/log-index.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'

export interface StreamFinderSlice {
  /** Those that a person put by, in the order in which they did. */
  readonly pinnedStreams: readonly StreamName[]
  /** Those that the log was narrowed to or whose events were inspected, the last one first; at most {@link MAX_RECENT}. */
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
    link.onLeave(() => set({ pinnedStreams: [], recentStreams: [] }))

    api.subscribe((state, before) => {
      const stream = streamLookedAt(state, before)
      if (stream === undefined || stream === state.recentStreams[0]) return
      set({ recentStreams: [stream, ...without(state.recentStreams, stream)].slice(0, MAX_RECENT) })
    })

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

function without(streams: readonly StreamName[], stream: StreamName): readonly StreamName[] {
  return streams.filter((one) => one !== stream)
}
