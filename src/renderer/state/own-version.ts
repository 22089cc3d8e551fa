import type { StreamVersion } from '../../core/event.ts'
import type { ExplorerState } from './explorer-store.ts'

/** A version as the store's own users count: some count from 0. */
export function ownVersion(version: StreamVersion, first: 0 | 1): number {
  return version - 1 + first
}

/** What the open store's users call a stream's first version. */
export function firstVersionOf({ status }: ExplorerState): 0 | 1 {
  return status?.capabilities.firstVersion ?? 1
}
