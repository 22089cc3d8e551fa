import type { Slice } from './explorer-store.ts'

export type PlacesSlice = object

export const createPlacesSlice: Slice<PlacesSlice> = () => () => ({})
