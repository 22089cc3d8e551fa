import type { TableOutline } from '../../core/store-mapping.ts'

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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
        <section className="table-scroller" tabIndex={0} aria-labelledby="mapper-sample">
          <table className="table mono">
            <thead>
              <tr>
                {columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sample.map((row, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a sample never changes
                <tr key={i}>
                  {row.map((value, column) => (
                    <td key={columns[column]?.name} title={value ?? 'null'}>
                      {value ?? <span className="quiet">null</span>}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}
