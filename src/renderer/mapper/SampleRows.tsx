import type { TableOutline } from '../../core/store-mapping.ts'
import { TextTable } from '../ui/TextTable.tsx'

/** The first rows as they are in the file. */
export function SampleRows({ table: { columns, sample } }: { readonly table: TableOutline }) {
  return (
    <div className="mapper-part">
      <h2 id="mapper-sample" className="section-title">
        First rows
      </h2>
      {sample.length === 0 ? (
        <p className="quiet">The table is empty.</p>
      ) : (
        <TextTable name={{ labelledBy: 'mapper-sample' }} columns={columns.map(({ name }) => name)} rows={sample} />
      )}
    </div>
  )
}
