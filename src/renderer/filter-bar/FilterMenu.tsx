import { useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { type MenuItem, MenuList } from '../ui/MenuList.tsx'

/** Most texts of the history that the menu has: those before them come back with ArrowUp. */
const MAX_SHOWN = 20

/** Filters that were there before: those with a name, and the last ones. */
export function FilterMenu({ explorer }: { readonly explorer: ExplorerStore }) {
  const history = useStore(explorer, (state) => state.filterHistory)
  const saved = useStore(explorer, (state) => state.savedFilters)
  const text = useStore(explorer, (state) => state.filterText)
  const [open, setOpen] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const names = new Set(saved.map(({ name }) => name))
  const { applyFilter, nameFilter } = explorer.getState()
  const items: readonly MenuItem[] = [
    {
      label: 'Save this filter…',
      icon: 'save',
      ...(text === '' && { disabledWhy: 'no filter' }),
      onChoose: nameFilter,
    },
    ...saved.map((one): MenuItem => ({ label: one.name, icon: 'star', onChoose: () => applyFilter(one.text) })),
    ...history
      .filter((one) => !names.has(one))
      .slice(0, MAX_SHOWN)
      .map((one): MenuItem => ({ label: one, icon: 'history', onChoose: () => applyFilter(one) })),
  ]
  return (
    <>
      <button
        type="button"
        className="button button-quiet button-icon"
        aria-label="Filters before this"
        title="Saved filters, and those before this"
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
      >
        <Icon name="history" />
      </button>
      <MenuList
        list={list}
        id={id}
        className="menu filter-menu"
        label="Filters before this"
        items={items}
        onTurn={(state) => setOpen(state === 'open')}
      />
    </>
  )
}
