import { useStore } from 'zustand'
import type { Position } from '../../../core/event.ts'
import { placeText, storePosition } from '../../../core/what-if.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { groupedPlace } from '../../ui/grouped-place.ts'

interface EventLinkProps {
  readonly explorer: ExplorerStore
  readonly position: Position
}

/** Goes to an event; a double click moves the playhead there too. Pointed at, it says of which type it is. */
export function EventLink({ explorer, position }: EventLinkProps) {
  const event = useStore(explorer, ({ glances }) => glances.get(position))
  const text = groupedPlace(placeText(position))
  const inStore = storePosition(position)
  const { selectEvent, scrubTo, glanceAt } = explorer.getState()
  /** An event that a what-if inserts is none that the store knows. */
  const glance = (): void => {
    if (inStore === position) glanceAt(position)
  }
  const where = `position ${text}; double click moves the playhead there`
  return (
    <button
      type="button"
      className="link event-number"
      title={event === undefined ? `The event at ${where}` : `${event.type} in ${event.stream}, ${where}`}
      onPointerEnter={glance}
      onFocus={glance}
      onClick={(click) => {
        click.preventDefault()
        click.stopPropagation()
        selectEvent(inStore)
      }}
      onDoubleClick={(click) => {
        click.stopPropagation()
        scrubTo(inStore)
      }}
    >
      #{text}
    </button>
  )
}
