import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { tabMove } from './tab-move.ts'
import './tab-list.css'

interface TabListProps<Name extends string> {
  readonly label: string
  readonly tabs: readonly { readonly name: Name; readonly text: string; readonly mark?: ReactNode }[]
  readonly shown: Name
  /** The id of the element that shows what the tab names. */
  readonly panel: string
  readonly onShow: (name: Name) => void
}

/** Tabs that show one of several things in one place. Arrow keys move along them. */
export function TabList<Name extends string>({ label, tabs, shown, panel, onShow }: TabListProps<Name>) {
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const place = tabs.findIndex(({ name }) => name === shown)
    const to = tabs[tabMove(event.key, place, tabs.length)]
    if (to === undefined) return
    event.preventDefault()
    onShow(to.name)
    list.current?.querySelector<HTMLElement>(`[data-tab="${to.name}"]`)?.focus()
  }

  return (
    <div ref={list} className="tab-list" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(({ name, text, mark }) => (
        <button
          key={name}
          type="button"
          className="tab"
          role="tab"
          data-tab={name}
          aria-selected={name === shown}
          aria-controls={panel}
          tabIndex={name === shown ? 0 : -1}
          onClick={() => onShow(name)}
        >
          {text}
          {mark}
        </button>
      ))}
    </div>
  )
}
