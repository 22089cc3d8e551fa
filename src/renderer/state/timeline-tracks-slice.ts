import type { Slice } from './explorer-store.ts'

export type TimelineTracksSlice = object

export const createTimelineTracksSlice: Slice<TimelineTracksSlice> = () => () => ({})
