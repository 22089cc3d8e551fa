import { useId, useRef, useState } from 'react'
import { Icon } from './Icon.tsx'
import { type MenuItem, MenuList } from './MenuList.tsx'
import './ui.css'

interface MenuProps {
  readonly label: string
  readonly items: readonly MenuItem[]
}

/** A button with a menu below it. */
export function Menu({ label, items }: MenuProps) {
  const menuId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="button button-quiet button-icon menu-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={menuId}
      >
        <Icon name="menu" />
      </button>
      <MenuList
        list={list}
        id={menuId}
        className="menu"
        label={label}
        items={items}
        onTurn={(state) => setOpen(state === 'open')}
      />
    </>
  )
}
