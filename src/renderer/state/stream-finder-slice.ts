import type { Slice } from './explorer-store.ts'

export type StreamFinderSlice = object

export const createStreamFinderSlice: Slice<StreamFinderSlice> = () => () => ({})
