import type { Position } from '../../core/event.ts'
import type { Slice } from './explorer-store.ts'

export interface PinnedEventSlice {
  /** The event that others are compared with. Kept with the store. */
  readonly pinnedEvent: Position | undefined
  readonly pinEvent: (position: Position | undefined) => void
}

export const createPinnedEventSlice: Slice<PinnedEventSlice> =
  ({ link }) =>
  (set) => {
    link.onLeave(() => set({ pinnedEvent: undefined }))
    return { pinnedEvent: undefined, pinEvent: (pinnedEvent) => set({ pinnedEvent }) }
  }
