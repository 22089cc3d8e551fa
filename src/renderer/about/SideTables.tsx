import { useStore } from 'zustand'
import type { SideTable } from '../../core/store-surroundings.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { counted } from '../ui/count-text.ts'

const holdings: Readonly<Record<SideTable['holds'], string>> = {
  snapshots: 'Snapshots',
  'read model': 'Read model',
  projections: 'Projections',
}

/** What the store keeps beside its log; choosing one shows its rows. */
export function SideTables({ explorer }: { readonly explorer: ExplorerStore }) {
  const tables = useStore(explorer, (state) => state.sideTables)
  if (tables.length === 0) return null
  return (
    <section aria-labelledby="about-tables" className="about-part">
      <h3 id="about-tables" className="section-title">
        Snapshots and read models
      </h3>
      <ul className="about-tables">
        {tables.map(({ name, holds, rows }) => (
          <li key={name}>
            <button
              type="button"
              className="about-table"
              title={`Show the rows of ${name}`}
              onClick={() => explorer.getState().showSideRows(name, 0)}
            >
              <span className="about-table-name">{name}</span>
              <span className="quiet">{holdings[holds]}</span>
              <span className="quiet about-table-rows">{counted(rows, 'row')}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
