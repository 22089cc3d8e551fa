import type { Slice } from './explorer-store.ts'

export type TypeCatalogueSlice = object

export const createTypeCatalogueSlice: Slice<TypeCatalogueSlice> = () => () => ({})
