export type SortDirection = 'ascending' | 'descending'

interface SortHeadProps {
  readonly name: string
  readonly sort: SortDirection | undefined
  /** Whether rows in its order only come once the playhead rests. */
  readonly whenAtRest: boolean
  /** Whether it holds numbers, which stand at the right. */
  readonly isNumeric: boolean
  readonly onSort: () => void
}

/** The head of a column; a click sorts by it, turns the order, and takes it away. */
export function SortHead({ name, sort, whenAtRest, isNumeric, onSort }: SortHeadProps) {
  return (
    <th scope="col" className={isNumeric ? 'cell-number' : undefined} aria-sort={sort ?? 'none'}>
      <button
        type="button"
        className="sort-button"
        title={whenAtRest ? `Sort by ${name}, whenever the playhead rests` : `Sort by ${name}`}
        onClick={onSort}
      >
        {name}
        {sort && <span aria-hidden="true">{sort === 'descending' ? ' ↓' : ' ↑'}</span>}
      </button>
    </th>
  )
}
