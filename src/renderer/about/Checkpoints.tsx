import { useStore } from 'zustand'
import type { ConsumerCheckpoint } from '../../core/store-surroundings.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'

/** How far each of the store's consumers has come: the same that the timeline has flags for. */
export function Checkpoints({ explorer }: { readonly explorer: ExplorerStore }) {
  const checkpoints = useStore(explorer, (state) => state.checkpoints)
  if (checkpoints.length === 0) return null
  return (
    <div className="about-part">
      <h3 id="about-checkpoints" className="section-title">
        Consumers
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="table-scroller about-scroller" tabIndex={0} aria-labelledby="about-checkpoints">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col" className="number">
                Position
              </th>
              <th scope="col" className="number">
                Behind
              </th>
              <th scope="col">About</th>
            </tr>
          </thead>
          <tbody>
            {checkpoints.map((checkpoint, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two consumers may have one name
              <Row key={i} explorer={explorer} checkpoint={checkpoint} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

interface RowProps {
  readonly explorer: ExplorerStore
  readonly checkpoint: ConsumerCheckpoint
}

function Row({ explorer, checkpoint: { name, position, lag, about } }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {position === undefined ? (
          name
        ) : (
          <button
            type="button"
            className="link about-consumer"
            title={`Move the playhead to position ${countText(position)}`}
            onClick={() => explorer.getState().goToCheckpoint(position)}
          >
            <Icon name="flag" /> {name}
          </button>
        )}
      </th>
      <td className="number">{position === undefined ? <span className="quiet">–</span> : countText(position)}</td>
      <td className="number">{lag === undefined ? <span className="quiet">–</span> : countText(lag)}</td>
      <td title={about}>{about}</td>
    </tr>
  )
}
