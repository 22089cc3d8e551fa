import type { Slice } from './explorer-store.ts'

export type LanesSlice = object

export const createLanesSlice: Slice<LanesSlice> = () => () => ({})
