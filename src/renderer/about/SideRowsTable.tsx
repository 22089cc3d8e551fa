import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { SIDE_ROWS_PER_PAGE } from '../state/surroundings-slice.ts'
import { countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { TextTable } from '../ui/TextTable.tsx'

/** The rows of one table beside the log, a page at a time. */
export function SideRowsTable({ explorer }: { readonly explorer: ExplorerStore }) {
  const page = useStore(explorer, (state) => state.sidePage)
  if (page === undefined) return null
  const { table, skip, rows } = page
  const { showSideRows, hideSideRows } = explorer.getState()
  const last = skip + (rows?.rows.length ?? 0)
  return (
    <div className="dialog-stack">
      <div className="about-pager">
        <button type="button" className="button" onClick={hideSideRows}>
          <Icon name="left" /> About this store
        </button>
        <span className="about-space" />
        <p role="status" className="quiet">
          {rows === undefined ? 'Reading…' : extent(skip, last, rows.total)}
        </p>
        <button
          type="button"
          className="button button-icon"
          aria-label="Previous rows"
          disabled={skip === 0}
          onClick={() => showSideRows(table, Math.max(0, skip - SIDE_ROWS_PER_PAGE))}
        >
          <Icon name="left" />
        </button>
        <button
          type="button"
          className="button button-icon"
          aria-label="Next rows"
          disabled={rows === undefined || last >= rows.total}
          onClick={() => showSideRows(table, last)}
        >
          <Icon name="right" />
        </button>
      </div>
      {rows && (
        <TextTable
          name={{ label: `Rows of ${table}` }}
          className="about-rows"
          columns={rows.columns}
          rows={rows.rows}
        />
      )}
    </div>
  )
}

function extent(skip: number, last: number, total: number): string {
  if (total === 0) return 'No rows'
  return `Rows ${countText(skip + 1)} to ${countText(last)} of ${countText(total)}`
}
