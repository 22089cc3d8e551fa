import type { ExplorerStore } from '../state/explorer-store.ts'

export function CorrelationView({ explorer }: { readonly explorer: ExplorerStore }) {
  void explorer
  return null
}
