import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { StateRow } from '../../projection/state-view.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ReadModelView } from '../state/projection-port.ts'
import type { ProjectionTab } from '../state/projection-tab.ts'
import { countText } from '../ui/count-text.ts'
import { EventLink } from './ProjectionFaults.tsx'
import { type ReadModelColumns, readModelColumns } from './read-model-columns.ts'
import { rowsToAsk } from './rows-to-ask.ts'

const ROW_PX = 24

interface ReadModelTableProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly view: ReadModelView
}

/** One row per key, of which only what is in sight is asked for and drawn. */
export function ReadModelTable({ explorer, tab, view }: ReadModelTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const playhead = useStore(explorer, (state) => state.playhead)
  const columns = useMemo(() => readModelColumns(tab.columns, view.rows), [tab.columns, view.rows])
  const virtualizer = useVirtualizer({
    count: view.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const { id, shown } = tab

  useEffect(() => {
    const wanted = rowsToAsk(shown, first, last)
    if (wanted !== undefined) explorer.getState().showReadModel(id, wanted)
  }, [explorer, id, shown, first, last])

  if (view.total === 0) return <p className="panel-empty">{emptyText(tab, playhead)}</p>
  const before = items[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className="read-model-scroller">
      <div style={{ paddingTop: before, paddingBottom: after }}>
        <table className="read-model-table" aria-rowcount={view.total + 1}>
          <thead>
            <tr>
              <th scope="col">key</th>
              <th scope="col" className="changed">
                changed by
              </th>
              {columns.names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ index }) => (
              <Row
                key={index}
                explorer={explorer}
                place={index}
                row={view.rows[index - shownFrom(view, shown.from)]}
                columns={columns}
                isNew={view.rows[index - shownFrom(view, shown.from)]?.changedAt === playhead}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

/** The place of the view's first row. */
function shownFrom(view: ReadModelView, from: number): number {
  return Math.min(from, view.total)
}

interface RowProps {
  readonly explorer: ExplorerStore
  readonly place: number
  /** Absent while it is not here. */
  readonly row: StateRow | undefined
  readonly columns: ReadModelColumns
  /** Whether the event at the playhead made it what it is. */
  readonly isNew: boolean
}

function Row({ explorer, place, row, columns, isNew }: RowProps) {
  if (row === undefined)
    return (
      <tr aria-rowindex={place + 2}>
        <td className="quiet">…</td>
      </tr>
    )
  return (
    <tr aria-rowindex={place + 2} className={isNew ? 'row-new' : undefined}>
      <th scope="row" title={row.key}>
        {row.key}
      </th>
      <td className="changed">
        <EventLink explorer={explorer} position={row.changedAt} />
      </td>
      {columns.cellsOf(row).map(({ text, tone }, i) => (
        <td key={columns.names[i]} className={`cell-${tone}`} title={text}>
          {text}
        </td>
      ))}
    </tr>
  )
}

function emptyText({ shown }: ProjectionTab, playhead: number): string {
  if (shown.text !== undefined) return `No key contains "${shown.text}".`
  if (playhead === 0) return 'Before the first event there is no state.'
  return `No rows at position ${countText(playhead)}.`
}
