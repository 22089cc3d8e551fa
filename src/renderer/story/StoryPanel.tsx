import type { ExplorerStore } from '../state/explorer-store.ts'

export function StoryPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
