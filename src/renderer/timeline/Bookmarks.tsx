import type { ExplorerStore } from '../state/explorer-store.ts'

export function Bookmarks({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
