import type { Slice } from './explorer-store.ts'

export type SelectionSlice = object

export const createSelectionSlice: Slice<SelectionSlice> = () => () => ({})
