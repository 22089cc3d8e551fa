import type { Slice } from './explorer-store.ts'

export type FilterSlice = object

export const createFilterSlice: Slice<FilterSlice> = () => () => ({})
