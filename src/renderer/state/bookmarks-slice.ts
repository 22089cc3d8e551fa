import type { Slice } from './explorer-store.ts'

export type BookmarksSlice = object

export const createBookmarksSlice: Slice<BookmarksSlice> = () => () => ({})
