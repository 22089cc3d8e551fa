import { useMemo } from 'react'
import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Choice } from '../ui/Choice.tsx'
import { counted, countText } from '../ui/count-text.ts'
import { TypesTree } from './TypesTree.tsx'
import { typeList } from './type-list.ts'
import './type-catalogue.css'

const orders = [
  ['count', 'Count'],
  ['name', 'Name'],
] as const

/** Every type of event with how many there are. A click narrows the log to one, another shows what is known of it. */
export function TypesPanel({ explorer }: { readonly explorer: ExplorerStore }) {
  const typeSummaries = useStore(explorer, (state) => state.typeSummaries)
  const typesText = useStore(explorer, (state) => state.typesText)
  const typesOrder = useStore(explorer, (state) => state.typesOrder)
  const types = useMemo(
    () => typeList({ typeSummaries, typesText, typesOrder }),
    [typeSummaries, typesText, typesOrder],
  )
  const { setTypesText, setTypesOrder } = explorer.getState()
  return (
    <section className="panel" aria-label="Types">
      <div className="types-head">
        <input
          type="search"
          className="field types-filter"
          aria-label="Filter types"
          placeholder="Filter"
          spellCheck={false}
          value={typesText}
          onChange={(event) => setTypesText(event.target.value)}
        />
      </div>
      <div className="types-order">
        <p className="types-count quiet" role="status">
          {typesText === ''
            ? counted(types.length, 'type')
            : `${countText(types.length)} of ${counted(typeSummaries.length, 'type')}`}
        </p>
        <Choice label="Order of the types" options={orders} value={typesOrder} onChoose={setTypesOrder} />
      </div>
      {types.length > 0 && <TypesTree explorer={explorer} types={types} />}
    </section>
  )
}
