import type { StateRow } from '../../../projection/state-view.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { EventLink } from './EventLink.tsx'
import type { ReadModelColumns } from './read-model-columns.ts'

interface ReadModelRowProps {
  readonly id: string
  readonly explorer: ExplorerStore
  readonly place: number
  /** Absent while it is not here. */
  readonly row: StateRow | undefined
  readonly columns: ReadModelColumns
  /** Whether the event at the playhead made it what it is. */
  readonly isNew: boolean
  /** Whether it is the cell that is looked at. */
  readonly isSelected: boolean
  /** Whether keys go on from here. */
  readonly isCurrent: boolean
  readonly onChoose: () => void
  readonly onOpen: (key: string) => void
}

export function ReadModelRow({
  id,
  explorer,
  place,
  row,
  columns,
  isNew,
  isSelected,
  isCurrent,
  onChoose,
  onOpen,
}: ReadModelRowProps) {
  if (row === undefined)
    return (
      <tr id={id} aria-rowindex={place + 2}>
        <td className="quiet">…</td>
      </tr>
    )
  const marks = [isNew && 'row-new', isSelected && 'row-selected', isCurrent && 'row-current']
  return (
    <tr
      id={id}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      className={marks.filter(Boolean).join(' ')}
      onClick={onChoose}
      onDoubleClick={() => onOpen(row.key)}
    >
      <th scope="row" title={row.key}>
        <button type="button" className="key-button" tabIndex={-1} onClick={() => onOpen(row.key)}>
          {row.key}
        </button>
      </th>
      <td className="changed">
        <EventLink explorer={explorer} position={row.changedAt} />
      </td>
      {columns.cellsOf(row).map(({ text, tone }, i) => (
        <td key={columns.names[i]} className={`cell-${tone}`} title={text}>
          {text}
        </td>
      ))}
    </tr>
  )
}
