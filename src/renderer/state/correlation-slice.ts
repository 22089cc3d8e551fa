import type { Slice } from './explorer-store.ts'

export type CorrelationSlice = object

export const createCorrelationSlice: Slice<CorrelationSlice> = () => () => ({})
