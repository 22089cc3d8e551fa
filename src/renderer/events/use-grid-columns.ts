import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type GridColumn, gridColumns } from './grid-columns.ts'

interface GridColumns {
  readonly columns: readonly GridColumn[]
  /** Whether the store knows when its events happened. */
  readonly times: 'known' | 'unknown'
}

/** The columns that the log's grid shows now. */
export function useGridColumns(explorer: ExplorerStore): GridColumns {
  const columns = useStore(explorer, (state) => state.columns)
  const times = useStore(explorer, ({ status }) => (status?.capabilities.time === false ? 'unknown' : 'known'))
  return useMemo(() => ({ columns: gridColumns(columns, times), times }), [columns, times])
}
