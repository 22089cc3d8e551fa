import { useEffect, useId, useRef } from 'react'
import { type MenuItem, MenuList } from './MenuList.tsx'

interface ContextMenuProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Where on the screen, in pixels; it is moved to where it fits. */
  readonly at: { readonly xPx: number; readonly yPx: number }
  readonly onClose: () => void
}

const ROW_PX = 28
const EDGES_PX = 12
const WIDTH_PX = 240

/** A menu that is open from the start, at a place, for what lies there. */
export function ContextMenu({ label, items, at, onClose }: ContextMenuProps) {
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  useEffect(() => {
    list.current?.showPopover()
  }, [])

  const left = Math.max(0, Math.min(at.xPx, innerWidth - WIDTH_PX))
  const top = Math.max(0, Math.min(at.yPx, innerHeight - items.length * ROW_PX - EDGES_PX))
  return (
    <MenuList
      list={list}
      id={id}
      className="menu menu-placed"
      label={label}
      items={items}
      style={{ left, top }}
      onTurn={(state) => {
        if (state === 'closed') onClose()
      }}
    />
  )
}
