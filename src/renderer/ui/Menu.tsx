import { useId, useRef, useState } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { type MenuItem, MenuList } from './MenuList.tsx'
import './ui.css'

interface MenuProps {
  readonly label: string
  /** Without it three lines, which stand for a menu of everything. */
  readonly icon?: IconName
  readonly items: readonly MenuItem[]
}

/** A button with a menu below it. */
export function Menu({ label, icon = 'menu', items }: MenuProps) {
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
        <Icon name={icon} />
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
