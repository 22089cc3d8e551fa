import type { ExplorerStore } from '../state/explorer-store.ts'

export function FilterBar({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
