import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { rowMove } from './row-move.ts'
import './ui.css'
import './virtual-list.css'

interface VirtualListProps {
  readonly label: string
  readonly count: number
  /** Height of every row, in pixels. */
  readonly rowPx: number
  /** What tells the row at a place, counted from 0, from every other. */
  readonly idAt: (place: number) => string
  readonly rowAt: (place: number) => ReactNode
  /** The place of the row that is marked as the current one; -1 for none. It is brought into sight when it becomes that. */
  readonly current: number
  /** Click and Enter. */
  readonly onChoose: (place: number) => void
}

/** A list of any length, of which only what is in sight is in the document. It takes the focus as a whole; arrows move in it. */
export function VirtualList({ label, count, rowPx, idAt, rowAt, current, onChoose }: VirtualListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const listId = useId()
  const at = Math.max(0, Math.min(active, count - 1))
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
  })
  const rows = virtualizer.getVirtualItems()
  const { scrollToIndex } = virtualizer

  useEffect(() => {
    if (current >= 0 && !isInSight(scroller.current, current * rowPx, rowPx))
      scrollToIndex(current, { align: 'center' })
  }, [current, rowPx, scrollToIndex])

  function choose(place: number): void {
    setActive(place)
    onChoose(place)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (count === 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1)
    const to = event.key === 'Enter' ? at : rowMove(event.key, at, count, pageRows)
    if (to === undefined) return
    event.preventDefault()
    if (event.key === 'Enter') choose(at)
    else {
      setActive(to)
      virtualizer.scrollToIndex(to)
    }
  }

  return (
    <div
      ref={scroller}
      className="virtual-list"
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows.some(({ index }) => index === at) ? `${listId}-${at}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="virtual-list-space" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, start }) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list has the focus and takes the keys
          <div
            key={idAt(index)}
            id={`${listId}-${index}`}
            className={index === at ? 'virtual-list-row virtual-list-active' : 'virtual-list-row'}
            role="option"
            aria-selected={index === current}
            aria-posinset={index + 1}
            aria-setsize={count}
            style={{ transform: `translateY(${start}px)`, height: rowPx }}
            onClick={() => choose(index)}
          >
            {rowAt(index)}
          </div>
        ))}
      </div>
    </div>
  )
}

function isInSight(scroller: HTMLElement | null, topPx: number, rowPx: number): boolean {
  if (scroller === null) return true
  const { scrollTop, clientHeight } = scroller
  return topPx >= scrollTop && topPx + rowPx <= scrollTop + clientHeight
}
