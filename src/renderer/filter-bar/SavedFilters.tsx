import type { ExplorerStore } from '../state/explorer-store.ts'

export function SavedFilters({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
