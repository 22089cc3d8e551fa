// biome-ignore-all lint/a11y/useSemanticElements: a table lays out every row it has; this one has a window of them
// biome-ignore-all lint/a11y/useFocusableInteractive: what is in the head takes the focus
import { type KeyboardEvent, useRef } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { Zone } from '../state/settings-store.ts'
import { ColumnEdge } from './ColumnEdge.tsx'
import { type ColumnDrag, dragColumn } from './column-drag.ts'
import { columnTitle, type GridColumn } from './grid-columns.ts'

interface ColumnHeadProps {
  readonly explorer: ExplorerStore
  readonly column: GridColumn
  readonly place: number
  readonly zone: Zone
  /** Whether Tab leads to it. */
  readonly reached: boolean
  readonly drag: ColumnDrag | undefined
  readonly onDrag: (drag: ColumnDrag | undefined) => void
  readonly onFocus: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onMenu: (name: string, button: HTMLElement) => void
}

/** The head of a column: dragged to another place, pressed for its menu, and at its edge dragged wider. */
export function ColumnHead({ explorer, column, place, reached, drag, onDrag, onMenu, ...props }: ColumnHeadProps) {
  const { name } = column
  const dragged = useRef(false)
  const title = columnTitle(name, props.zone)
  const { moveColumn } = explorer.getState()

  return (
    <span
      role="columnheader"
      aria-label={title}
      aria-colindex={place + 1}
      className={headClass(column, drag)}
      data-column={name}
    >
      <button
        type="button"
        className="events-head-button"
        aria-haspopup="menu"
        aria-keyshortcuts="Control+ArrowLeft Control+ArrowRight"
        title={title}
        tabIndex={reached ? 0 : -1}
        onFocus={props.onFocus}
        onKeyDown={props.onKeyDown}
        onPointerDown={(event) => {
          dragged.current = false
          dragColumn(event, name, {
            onMove(next) {
              dragged.current = true
              onDrag(next)
            },
            onEnd(settled) {
              onDrag(undefined)
              if (settled !== undefined) moveColumn(name, settled.before)
            },
          })
        }}
        onClick={({ currentTarget }) => {
          if (!dragged.current) onMenu(name, currentTarget)
          dragged.current = false
        }}
      >
        {title}
      </button>
      <ColumnEdge explorer={explorer} column={column} title={title} reached={reached} />
    </span>
  )
}

/** The last head is marked at its end where the dragged column would be the last. */
function headClass({ name, path }: GridColumn, drag: ColumnDrag | undefined): string {
  const kind = path === undefined ? `events-head-${name}` : 'events-head-value'
  const moving = drag?.name === name ? ' events-head-moving' : ''
  const target = drag !== undefined && drag.before === name && drag.name !== name ? ' events-head-target' : ''
  const last = drag !== undefined && drag.before === undefined ? ' events-head-last' : ''
  return `events-cell events-head-cell ${kind}${moving}${target}${last}`
}
