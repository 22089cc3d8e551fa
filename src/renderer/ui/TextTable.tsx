import './ui.css'

interface TextTableProps {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly (string | null)[])[]
  /** What it is a table of, or the id of the text that says it. */
  readonly name: { readonly label: string } | { readonly labelledBy: string }
  readonly className?: string
}

/** Rows of somebody's database as text, which scroll in their own place. They must not change while they are shown. */
export function TextTable({ columns, rows, name, className = '' }: TextTableProps) {
  const named = 'label' in name ? { 'aria-label': name.label } : { 'aria-labelledby': name.labelledBy }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={`table-scroller ${className}`} tabIndex={0} {...named}>
      <table className="table mono">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing that tells them apart, and do not change
            <tr key={i}>
              {row.map((value, at) => (
                <td key={columns[at]} title={value ?? 'null'}>
                  {value ?? <span className="quiet">null</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
