import type { Slice } from './explorer-store.ts'

export type WorkspaceFileSlice = object

export const createWorkspaceFileSlice: Slice<WorkspaceFileSlice> = () => () => ({})
