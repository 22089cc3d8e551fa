import type { ExplorerStore } from '../state/explorer-store.ts'

export function TypeDetails({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
