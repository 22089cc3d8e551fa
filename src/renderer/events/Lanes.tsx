import type { ExplorerStore } from '../state/explorer-store.ts'

export function Lanes({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
