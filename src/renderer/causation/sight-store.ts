import { type TrackSight, WHOLE } from './track-sight.ts'

/** What part of the tracks is in sight: read by the ruler, and by the rows through properties of their frame. */
export interface SightStore {
  readonly get: () => TrackSight
  readonly show: (sight: TrackSight) => void
  /** Fits React's useSyncExternalStore. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createSightStore(): SightStore {
  let sight = WHOLE
  const listeners = new Set<() => void>()
  return {
    get: () => sight,
    show(next) {
      sight = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Keeps the properties that rows are placed by as the store is. @returns what ends that */
export function placeRowsBy(frame: HTMLElement, sight: SightStore): () => void {
  function write(): void {
    const { from, to } = sight.get()
    frame.style.setProperty('--sight-from', String(from))
    frame.style.setProperty('--sight-scale', String(100 / (to - from)))
  }
  write()
  return sight.subscribe(write)
}
