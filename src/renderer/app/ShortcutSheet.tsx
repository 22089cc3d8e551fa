import type { ExplorerStore } from '../state/explorer-store.ts'

export function ShortcutSheet({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
