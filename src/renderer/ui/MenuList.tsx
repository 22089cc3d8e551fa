import type { CSSProperties, KeyboardEvent, RefObject } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './ui.css'

export interface MenuItem {
  readonly label: string
  readonly icon: IconName
  /** As it is written, as in `Ctrl+E`. */
  readonly keys?: string
  /** Why it cannot be chosen now, shown in place of the keys. */
  readonly disabledWhy?: string
  /** Whether a line stands above it: it begins another matter. */
  readonly begins?: true
  readonly onChoose: () => void
}

interface MenuListProps {
  readonly list: RefObject<HTMLDivElement | null>
  readonly id: string
  readonly className: string
  readonly label: string
  readonly items: readonly MenuItem[]
  readonly style?: CSSProperties
  readonly onTurn: (state: 'open' | 'closed') => void
}

/** The list of a menu, a popover: arrows move in it, Escape and a choice close it and give the focus back. */
export function MenuList({ list, id, className, label, items, style, onTurn }: MenuListProps) {
  function choices(): readonly HTMLElement[] {
    return [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  }

  function onKeyDown(event: KeyboardEvent): void {
    const all = choices()
    const at = all.findIndex((one) => one.matches(':focus'))
    const next = nextChoice(event.key, at, all.length)
    if (event.key === 'Tab') list.current?.hidePopover()
    if (next === undefined) return
    event.preventDefault()
    all[next]?.focus()
  }

  function choose(item: MenuItem): void {
    if (item.disabledWhy !== undefined) return
    list.current?.hidePopover()
    item.onChoose()
  }

  return (
    <div
      ref={list}
      id={id}
      popover="auto"
      className={className}
      role="menu"
      aria-label={label}
      tabIndex={-1}
      style={style}
      onKeyDown={onKeyDown}
      onToggle={({ newState }) => {
        if (newState === 'open') choices()[0]?.focus()
        onTurn(newState)
      }}
    >
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          className={item.begins ? 'menu-item menu-item-begins' : 'menu-item'}
          tabIndex={-1}
          aria-disabled={item.disabledWhy !== undefined}
          onClick={() => choose(item)}
        >
          <Icon name={item.icon} />
          <span className="menu-label">{item.label}</span>
          <span className="menu-keys quiet">{item.disabledWhy ?? item.keys}</span>
        </button>
      ))}
    </div>
  )
}

/** The place that a key moves to, round both ends; undefined for keys that are not the menu's. */
function nextChoice(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}
