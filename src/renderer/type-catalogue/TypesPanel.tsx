import type { ExplorerStore } from '../state/explorer-store.ts'

export function TypesPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
