import { useId, useLayoutEffect, useRef, useState } from 'react'
import { type MenuItem, MenuList } from './MenuList.tsx'

interface ContextMenuProps {
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Where in the window, in pixels as events have them; it is moved to where it fits. */
  readonly at: { readonly xPx: number; readonly yPx: number }
  readonly onClose: () => void
}

/** A menu that is open from the start, at a place, for what lies there. */
export function ContextMenu({ label, items, at, onClose }: ContextMenuProps) {
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  const [place, setPlace] = useState({ left: 0, top: 0 })

  useLayoutEffect(() => {
    list.current?.showPopover()
    const { width = 0, height = 0 } = list.current?.getBoundingClientRect() ?? {}
    const zoom = document.documentElement.currentCSSZoom
    setPlace({
      left: Math.max(0, Math.min(at.xPx, innerWidth - width)) / zoom,
      top: Math.max(0, Math.min(at.yPx, innerHeight - height)) / zoom,
    })
  }, [at.xPx, at.yPx])

  return (
    <MenuList
      list={list}
      id={id}
      className="menu menu-placed"
      label={label}
      items={items}
      style={place}
      onTurn={(state) => {
        if (state === 'closed') onClose()
      }}
    />
  )
}
