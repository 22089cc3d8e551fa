import type { Slice } from './explorer-store.ts'

export type ColumnsSlice = object

export const createColumnsSlice: Slice<ColumnsSlice> = () => () => ({})
