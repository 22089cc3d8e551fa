import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon } from './Icon.tsx'
import { treeMove } from './tree-keys.ts'
import './ui.css'
import './tree.css'

export interface TreeRow {
  /** What tells it from every other row of the tree. */
  readonly id: string
  /** From 1. */
  readonly level: number
  readonly state: 'leaf' | 'open' | 'closed'
  readonly selected: boolean
  readonly content: ReactNode
}

interface VirtualTreeProps {
  readonly label: string
  readonly className?: string
  readonly count: number
  /** The row at a place, counted from 0. */
  readonly rowAt: (place: number) => TreeRow
  /** The place of the row that a row lies under; -1 at the top. */
  readonly parentOf: (place: number) => number
  /** Height of a row, in pixels; where rows may be higher it is a guess. */
  readonly rowPx: number
  readonly rowsGrow?: true
  readonly onToggle: (place: number, next: 'open' | 'closed') => void
  /** Click, Enter and Space. Without it they open and close. */
  readonly onActivate?: (place: number) => void
  /** Given every key before the tree looks at it. @returns whether it was taken */
  readonly onRowKey?: (place: number, event: KeyboardEvent) => boolean
  /** A right click on a row, or the keys that stand for one; where on the screen, in pixels. */
  readonly onRowMenu?: (place: number, at: { readonly xPx: number; readonly yPx: number }) => void
  /** The row that becomes the current one, in sight, whenever this is another object. */
  readonly goTo?: { readonly place: number }
  /** Called with the rows in sight, both inclusive, whenever they change. */
  readonly onSight?: (first: number, last: number) => void
}

/** A tree of any length, of which only what is in sight is in the document. It takes the focus as a whole. */
export function VirtualTree(props: VirtualTreeProps) {
  const { label, className = '', count, rowAt, rowPx, rowsGrow, onSight, goTo } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const treeId = useId()
  const current = Math.max(0, Math.min(active, count - 1))
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
  })
  const rows = virtualizer.getVirtualItems()
  const first = rows[0]?.index ?? 0
  const last = rows.at(-1)?.index ?? -1

  useEffect(() => {
    if (last >= first) onSight?.(first, last)
  }, [first, last, onSight])

  const { scrollToIndex } = virtualizer
  useEffect(() => {
    if (goTo === undefined) return
    setActive(goTo.place)
    scrollToIndex(goTo.place, { align: 'center' })
    scroller.current?.scrollIntoView({ block: 'nearest' })
  }, [goTo, scrollToIndex])

  function act(place: number): void {
    const { state } = rowAt(place)
    setActive(place)
    if (props.onActivate) props.onActivate(place)
    else if (state !== 'leaf') props.onToggle(place, state === 'open' ? 'closed' : 'open')
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (count === 0 || props.onRowKey?.(current, event)) return
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const move = treeMove(event.key, {
      place: current,
      count,
      state: rowAt(current).state,
      parent: props.parentOf(current),
    })
    if (move === undefined) return
    event.preventDefault()
    switch (move.kind) {
      case 'go':
        setActive(move.place)
        virtualizer.scrollToIndex(move.place)
        return
      case 'toggle':
        props.onToggle(current, move.next)
        return
      case 'activate':
        act(current)
    }
  }

  /** The keys for it come from the tree itself and are about the row that is current. */
  function onContextMenu(event: MouseEvent): void {
    if (props.onRowMenu === undefined || count === 0) return
    event.preventDefault()
    const clicked = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
    const place = clicked === null ? current : Number(clicked.dataset['index'])
    const row = clicked === null ? document.getElementById(`${treeId}-${current}`)?.getBoundingClientRect() : undefined
    setActive(place)
    props.onRowMenu(place, row ? { xPx: row.left + 24, yPx: row.bottom } : { xPx: event.clientX, yPx: event.clientY })
  }

  return (
    <div
      ref={scroller}
      className={`tree ${className}`}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={current >= first && current <= last ? `${treeId}-${current}` : undefined}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
    >
      <div className="tree-space" role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, start }) => (
          <Row
            key={rowAt(index).id}
            row={rowAt(index)}
            id={`${treeId}-${index}`}
            place={index}
            active={index === current}
            style={{ transform: `translateY(${start}px)`, ...(rowsGrow ? { minHeight: rowPx } : { height: rowPx }) }}
            measure={rowsGrow && virtualizer.measureElement}
            onToggle={props.onToggle}
            onClick={() => act(index)}
          />
        ))}
      </div>
    </div>
  )
}

interface RowProps {
  readonly row: TreeRow
  readonly id: string
  readonly place: number
  readonly active: boolean
  readonly style: { readonly transform: string }
  readonly measure: ((element: HTMLDivElement | null) => void) | undefined
  readonly onToggle: VirtualTreeProps['onToggle']
  readonly onClick: () => void
}

function Row({ row, id, place, active, style, measure, onToggle, onClick }: RowProps) {
  const { level, state, selected, content } = row
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and takes the keys
    <div
      ref={measure}
      id={id}
      data-index={place}
      className={active ? 'tree-row tree-row-active' : 'tree-row'}
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-selected={selected}
      aria-expanded={state === 'leaf' ? undefined : state === 'open'}
      style={{ ...style, paddingInlineStart: 4 + (level - 1) * 14 }}
      onClick={onClick}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: arrows do the same */}
      <span
        className="tree-twist"
        onClick={(event) => {
          if (state === 'leaf') return
          event.stopPropagation()
          onToggle(place, state === 'open' ? 'closed' : 'open')
        }}
      >
        {state !== 'leaf' && <Icon name={state === 'open' ? 'down' : 'right'} />}
      </span>
      {content}
    </div>
  )
}
