import type { WorkspacePart } from './workspace-part.ts'

export const timelineKept: WorkspacePart = { watched: [], write: () => ({}), read: () => ({}) }
