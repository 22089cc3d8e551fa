import { useId } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Icon } from '../ui/Icon.tsx'
import { AddColumn } from './AddColumn.tsx'
import { columnTitle } from './grid-columns.ts'

/** Which columns the log has: a button, and below it all there are and a field to make one of a payload path. */
export function ColumnChooser({ explorer }: { readonly explorer: ExplorerStore }) {
  const columns = useStore(explorer, (state) => state.columns)
  const zone = useStore(explorer, (state) => state.zone)
  const id = useId()
  const isLast = columns.filter(({ shown }) => shown).length === 1
  const { showColumn, hideColumn, resetColumns } = explorer.getState()
  return (
    <>
      <button
        type="button"
        className="button button-quiet button-icon column-chooser-button"
        aria-label="Columns"
        title="Columns"
        popoverTarget={id}
      >
        <Icon name="columns" />
      </button>
      <div id={id} popover="auto" className="popover column-chooser" role="dialog" aria-label="Columns">
        <ul className="column-chooser-list">
          {columns.map(({ name, shown }) => (
            <li key={name}>
              <label className="column-chooser-name">
                <input
                  type="checkbox"
                  checked={shown}
                  disabled={shown && isLast}
                  onChange={() => (shown ? hideColumn(name) : showColumn(name))}
                />
                {columnTitle(name, zone)}
              </label>
            </li>
          ))}
        </ul>
        <AddColumn explorer={explorer} />
        <button type="button" className="button" onClick={resetColumns}>
          <Icon name="reset" /> As at first
        </button>
      </div>
    </>
  )
}
