import type { Slice } from './explorer-store.ts'

export type MasksSlice = object

export const createMasksSlice: Slice<MasksSlice> = () => () => ({})
