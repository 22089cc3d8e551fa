import type { Slice } from './explorer-store.ts'

export type StorySlice = object

export const createStorySlice: Slice<StorySlice> = () => () => ({})
