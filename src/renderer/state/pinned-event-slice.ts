import type { Slice } from './explorer-store.ts'

export type PinnedEventSlice = object

export const createPinnedEventSlice: Slice<PinnedEventSlice> = () => () => ({})
