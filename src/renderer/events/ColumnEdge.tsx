import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { MAX_COLUMN_PX, MIN_COLUMN_PX } from '../state/log-columns.ts'
import { followPointer } from './follow-pointer.ts'
import type { GridColumn } from './grid-columns.ts'

interface ColumnEdgeProps {
  readonly explorer: ExplorerStore
  readonly column: GridColumn
  readonly title: string
  /** Whether Tab leads to it. */
  readonly reached: boolean
}

const STEP_PX = 8

/** The right edge of a column, by which its width is set: dragged, by arrows, and with Enter or a double click left to itself again. */
export function ColumnEdge({ explorer, column: { name, widthPx }, title, reached }: ColumnEdgeProps) {
  const edge = useRef<HTMLHRElement>(null)
  const { resizeColumn } = explorer.getState()

  function currentPx(): number {
    return widthPx ?? edge.current?.parentElement?.offsetWidth ?? MIN_COLUMN_PX
  }

  function onPointerDown({ currentTarget, button, pointerId, clientX: fromPx }: PointerEvent<HTMLElement>): void {
    if (button !== 0) return
    const startPx = currentPx()
    const zoom = currentTarget.currentCSSZoom
    followPointer(currentTarget, pointerId, {
      onMove: (xPx) => resizeColumn(name, startPx + (xPx - fromPx) / zoom),
      onEnd(how) {
        if (how === 'off') resizeColumn(name, widthPx)
      },
    })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -STEP_PX : event.key === 'ArrowRight' ? STEP_PX : 0
    if (step === 0 && event.key !== 'Enter') return
    event.preventDefault()
    resizeColumn(name, step === 0 ? undefined : currentPx() + step)
  }

  return (
    <hr
      ref={edge}
      className="events-edge"
      aria-orientation="vertical"
      aria-label={`Width of ${title}`}
      aria-valuemin={MIN_COLUMN_PX}
      aria-valuemax={MAX_COLUMN_PX}
      aria-valuenow={widthPx ?? MIN_COLUMN_PX}
      aria-valuetext={widthPx === undefined ? 'as there is room' : `${widthPx} pixels`}
      tabIndex={reached ? 0 : -1}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resizeColumn(name, undefined)}
    />
  )
}
