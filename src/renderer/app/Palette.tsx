import type { ExplorerStore } from '../state/explorer-store.ts'

export function Palette({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
