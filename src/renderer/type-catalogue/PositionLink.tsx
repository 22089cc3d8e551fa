import type { Position } from '../../core/event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'

interface PositionLinkProps {
  readonly explorer: ExplorerStore
  readonly position: Position
}

/** A position that, pressed, selects its event in the log. */
export function PositionLink({ explorer, position }: PositionLinkProps) {
  return (
    <button
      type="button"
      className="link"
      title={`Select the event at position ${countText(position)}`}
      onClick={() => explorer.getState().selectEvent(position)}
    >
      {countText(position)}
    </button>
  )
}
