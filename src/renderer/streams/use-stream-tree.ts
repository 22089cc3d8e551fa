import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type StreamTree, streamTree } from './stream-tree.ts'

/** The tree of streams as the store has it now. */
export function useStreamTree(explorer: ExplorerStore): StreamTree {
  const pinnedStreams = useStore(explorer, (state) => state.pinnedStreams)
  const recentStreams = useStore(explorer, (state) => state.recentStreams)
  const openShelves = useStore(explorer, (state) => state.openShelves)
  const categories = useStore(explorer, (state) => state.categories)
  const expanded = useStore(explorer, (state) => state.expanded)
  const streamGroups = useStore(explorer, (state) => state.streamGroups)
  return useMemo(
    () => streamTree({ pinnedStreams, recentStreams, openShelves, categories, expanded, streamGroups }),
    [pinnedStreams, recentStreams, openShelves, categories, expanded, streamGroups],
  )
}
