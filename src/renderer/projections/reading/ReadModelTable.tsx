import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { storePosition } from '../../../core/what-if.ts'
import type { RowsQuery } from '../../../projection/rows-query.ts'
import type { StateRow } from '../../../projection/state-view.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ReadModelView } from '../../state/projection-port.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { isSameField, type Reading } from '../../state/reading-slice.ts'
import { countText } from '../../ui/count-text.ts'
import { rowMove } from '../../ui/row-move.ts'
import { ReadModelRow } from './ReadModelRow.tsx'
import { type ReadModelColumns, readModelColumns } from './read-model-columns.ts'
import { rowsToAsk } from './rows-to-ask.ts'
import { type SortDirection, SortHead } from './SortHead.tsx'
import { TableQueryBar } from './TableQueryBar.tsx'

const ROW_PX = 24
const PAGE_ROWS = 10

interface ReadModelTableProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly view: ReadModelView
  readonly reading: Reading
}

/** One row per key, of which only what is in sight is asked for and drawn. It takes the focus as a whole. */
export function ReadModelTable({ explorer, tab, view, reading }: ReadModelTableProps) {
  const columns = useMemo(() => readModelColumns(tab.columns, view.rows), [tab.columns, view.rows])
  const playhead = useStore(explorer, (state) => state.playhead)
  return (
    <div className="read-form">
      <TableQueryBar explorer={explorer} tab={tab} query={reading.table} fields={columns.names} />
      {view.total === 0 ? (
        <p className="panel-empty">{emptyText(tab, playhead)}</p>
      ) : (
        <Rows explorer={explorer} tab={tab} view={view} reading={reading} columns={columns} />
      )}
    </div>
  )
}

interface RowsProps extends ReadModelTableProps {
  readonly columns: ReadModelColumns
}

function Rows({ explorer, tab, view, reading, columns }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const playhead = useStore(explorer, (state) => state.playhead)
  const isRestored = useRef(false)
  const [chosen, setChosen] = useState(reading.tablePlace)
  /** A row that keys went to, and that is selected once it is here. */
  const [sought, setSought] = useState<number>()
  const rowId = useId()
  const virtualizer = useVirtualizer({
    count: view.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
    // The head of the table lies over the first row's height, and moves all rows down by as much.
    scrollPaddingEnd: ROW_PX,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const { id, shown } = tab
  const rowAt = (place: number): StateRow | undefined => view.rows[place - view.from]
  const { selectCell, openCell, showReadModel, sortTable, keepTablePlace } = explorer.getState()
  const selected = view.rows.findIndex(({ key }) => key === reading.key)
  const current = Math.min(sought ?? (selected < 0 ? chosen : view.from + selected), view.total - 1)

  useEffect(() => {
    const wanted = rowsToAsk(shown, first, last)
    if (wanted !== undefined) showReadModel(id, wanted)
  }, [showReadModel, id, shown, first, last])

  useEffect(() => {
    const element = scroller.current
    return () => keepTablePlace(id, Math.round((element?.scrollTop ?? 0) / ROW_PX))
  }, [keepTablePlace, id])

  useEffect(() => {
    if (isRestored.current || view.total <= reading.tablePlace) return
    isRestored.current = true
    virtualizer.scrollToOffset(reading.tablePlace * ROW_PX)
  }, [virtualizer, view.total, reading.tablePlace])

  const soughtKey = sought === undefined ? undefined : rowAt(sought)?.key
  useEffect(() => {
    if (soughtKey === undefined) return
    selectCell(id, soughtKey)
    setSought(undefined)
  }, [selectCell, id, soughtKey])

  function choose(place: number): void {
    setChosen(place)
    const row = rowAt(place)
    setSought(row === undefined ? place : undefined)
    if (row !== undefined) selectCell(id, row.key)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return
    const row = rowAt(current)
    if (event.key === 'Enter' && row !== undefined) openCell(id, row.key)
    const to = rowMove(event.key, current, view.total, PAGE_ROWS)
    if (to === undefined) return
    event.preventDefault()
    choose(to)
    virtualizer.scrollToIndex(to)
  }

  const [example] = view.rows
  const tones = example === undefined ? [] : columns.cellsOf(example).map(({ tone }) => tone)
  const before = items[0]?.start ?? 0
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className="read-model-scroller">
      <div style={{ paddingTop: before, paddingBottom: after }}>
        <table
          className="read-model-table"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen by keys is a grid
          role="grid"
          aria-label="Rows"
          aria-rowcount={view.total + 1}
          aria-activedescendant={current >= first && current <= last ? `${rowId}-${current}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col">key</th>
              <th scope="col" className="changed">
                changed by
              </th>
              {columns.names.map((name, at) => (
                <SortHead
                  key={name}
                  name={name}
                  sort={directionOf(shown, columns, name)}
                  isNumeric={tones[at] === 'number'}
                  whenAtRest={!tab.columns.includes(name)}
                  onSort={() => sortTable(id, columns.fieldOf(name))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ index }) => (
              <ReadModelRow
                key={index}
                id={`${rowId}-${index}`}
                explorer={explorer}
                place={index}
                row={rowAt(index)}
                columns={columns}
                isNew={isChangedAt(rowAt(index), playhead)}
                isSelected={rowAt(index)?.key === reading.key}
                isCurrent={index === current}
                onChoose={() => choose(index)}
                onOpen={(key) => openCell(id, key)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function isChangedAt(row: StateRow | undefined, playhead: number): boolean {
  return row !== undefined && storePosition(row.changedAt) === playhead
}

function directionOf({ sort }: RowsQuery, columns: ReadModelColumns, name: string): SortDirection | undefined {
  if (sort === undefined || !isSameField(sort.field, columns.fieldOf(name))) return undefined
  return sort.descending ? 'descending' : 'ascending'
}

function emptyText({ shown }: ProjectionTab, playhead: number): string {
  if (shown.where !== undefined) return 'No row fits these conditions.'
  if (shown.text !== undefined) return `No key contains "${shown.text}".`
  if (playhead === 0) return 'Before the first event there is no state.'
  return `No rows at position ${countText(playhead)}.`
}
