import type { Slice } from './explorer-store.ts'

export type PaletteSlice = object

export const createPaletteSlice: Slice<PaletteSlice> = () => () => ({})
