import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import { BestNames } from '../core/best-names.ts'
import { textScore } from '../core/find-names.ts'
import type { StreamSummary, StreamsPage } from '../core/log-index.ts'
import { nextTurn } from './next-turn.ts'

/** How long it looks through names before others have their turn. */
const SLICE_MS = 25

/** So many names are looked at between two looks at the clock. */
const NAMES_AT_ONCE = 1000

/** The streams of a growing list whose names fit a text best: see {@link LogIndex.findStreams}. */
export async function findStreams(
  streams: readonly StreamSummary[],
  text: string,
  { limit, signal }: { readonly limit: number; readonly signal: AbortSignalLike | undefined },
): Promise<StreamsPage> {
  signal?.throwIfAborted()
  const score = textScore(text)
  const best = new BestNames<StreamSummary>(limit)
  let untilMs = performance.now() + SLICE_MS
  for (const [place, stream] of streams.entries()) {
    const fits = score(stream.name, best.leastScore)
    if (fits > 0) best.add(fits, stream.name, stream)
    if (place % NAMES_AT_ONCE > 0 || performance.now() < untilMs) continue
    await nextTurn()
    signal?.throwIfAborted()
    untilMs = performance.now() + SLICE_MS
  }
  return { streams: best.keys.map((stream) => ({ ...stream })), total: best.total }
}
