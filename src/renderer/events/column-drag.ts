import type { PointerEvent } from 'react'
import { followPointer } from './follow-pointer.ts'

/** A column that is being dragged, and the one it would come to stand before; undefined: it would be the last. */
export interface ColumnDrag {
  readonly name: string
  readonly before: string | undefined
}

/** How far a pointer moves before it drags, so that a click stays one. */
const SLACK_PX = 5

interface DragWishes {
  readonly onMove: (drag: ColumnDrag) => void
  /** Called once, with nothing where it was a click or was called off. */
  readonly onEnd: (drag: ColumnDrag | undefined) => void
}

/** Follows a pointer that went down on the head of a column until it is up. */
export function dragColumn(event: PointerEvent<HTMLElement>, name: string, { onMove, onEnd }: DragWishes): void {
  const { button, clientX: fromPx, pointerId, currentTarget } = event
  const heads = currentTarget.closest('[role=row]')
  if (button !== 0 || heads === null) return
  let drag: ColumnDrag | undefined
  followPointer(currentTarget, pointerId, {
    onMove(xPx) {
      if (drag === undefined && Math.abs(xPx - fromPx) < SLACK_PX) return
      drag = { name, before: columnAfter(heads, xPx) }
      onMove(drag)
    },
    onEnd: (how) => onEnd(how === 'up' ? drag : undefined),
  })
}

/** The first column whose middle is right of a place on the screen. */
function columnAfter(heads: Element, xPx: number): string | undefined {
  const found = [...heads.querySelectorAll<HTMLElement>('[data-column]')].find((head) => {
    const { left, width } = head.getBoundingClientRect()
    return xPx < left + width / 2
  })
  return found?.dataset['column']
}
