import type { LargeCell } from '../../../projection/engine.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { counted, shortCountText } from '../../ui/count-text.ts'
import { EventLink } from './EventLink.tsx'

interface LargeCellsProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly cells: readonly LargeCell[]
}

/** Cells whose states are large: each is kept whole again and again as events change it. */
export function LargeCells({ explorer, tab, cells }: LargeCellsProps) {
  return (
    <>
      <p className="diff-total">
        <b className="text-warning">{counted(cells.length, 'large cell')}.</b>
        <span className="quiet"> Their history takes much room; let more keys share the state where that can be.</span>
      </p>
      <ol className="failures">
        {cells.map(({ key, characters, position }) => (
          <li key={key} className="failure">
            <button type="button" className="link mono" onClick={() => explorer.getState().openCell(tab.id, key)}>
              {key}
            </button>
            <span className="quiet">
              {shortCountText(characters)} characters after <EventLink explorer={explorer} position={position} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
