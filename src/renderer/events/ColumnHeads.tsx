// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: the heads in it take the focus
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { ColumnHead } from './ColumnHead.tsx'
import type { ColumnDrag } from './column-drag.ts'
import type { GridColumn } from './grid-columns.ts'

interface ColumnHeadsProps {
  readonly explorer: ExplorerStore
  readonly columns: readonly GridColumn[]
  readonly head: RefObject<HTMLDivElement | null>
  readonly onMenu: (name: string, button: HTMLElement) => void
}

/** What stands above the columns: one of the heads can be reached by Tab, and arrows lead to the others. */
export function ColumnHeads({ explorer, columns, head, onMenu }: ColumnHeadsProps) {
  const zone = useStore(explorer, (state) => state.zone)
  const [current, setCurrent] = useState(0)
  const [drag, setDrag] = useState<ColumnDrag>()
  const reached = Math.min(current, columns.length - 1)

  function onKeyDown(event: KeyboardEvent, place: number): void {
    const to = placeSought(event.key, place)
    const column = columns[place]
    if (to === undefined || column === undefined || event.altKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (event.ctrlKey) explorer.getState().moveColumn(column.name, columns[to < place ? to : to + 1]?.name)
    else headAt(event.currentTarget, to)?.focus()
  }

  return (
    <div ref={head} role="rowgroup" className="events-head">
      <div role="row" className="events-row">
        {columns.map((column, place) => (
          <ColumnHead
            key={column.name}
            explorer={explorer}
            column={column}
            place={place}
            zone={zone}
            reached={place === reached}
            drag={drag}
            onDrag={setDrag}
            onFocus={() => setCurrent(place)}
            onKeyDown={(event) => onKeyDown(event, place)}
            onMenu={onMenu}
          />
        ))}
      </div>
    </div>
  )
}

function placeSought(key: string, place: number): number | undefined {
  if (key === 'ArrowLeft') return Math.max(0, place - 1)
  return key === 'ArrowRight' ? place + 1 : undefined
}

function headAt(head: Element, place: number): HTMLElement | undefined {
  return [...(head.closest('[role=row]')?.querySelectorAll<HTMLElement>('.events-head-button') ?? [])][place]
}
