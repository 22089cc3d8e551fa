import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { timelinePart } from '../state/timeline-part.ts'
import { Choice } from '../ui/Choice.tsx'
import { Icon } from '../ui/Icon.tsx'

const axes = [
  ['time', 'Time'],
  ['position', 'Order'],
] as const

/** What the axis measures, and whether its idle gaps are folded. */
export function AxisControls({ explorer }: { readonly explorer: ExplorerStore }) {
  const axis = useStore(explorer, (state) => timelinePart(state).axis)
  const hasTimes = useStore(explorer, ({ status }) => {
    const { firstUs = 0, lastUs = 0 } = status?.summary ?? {}
    return lastUs > firstUs
  })
  const folding = useStore(explorer, (state) => state.folding)
  if (!hasTimes) return null
  const folds = folding === 'on'
  return (
    <div className="timeline-axis">
      <Choice label="Axis" options={axes} value={axis} onChoose={explorer.getState().setTimelineAxis} />
      {axis === 'time' && (
        <button
          type="button"
          className="timeline-control"
          aria-label="Fold idle gaps"
          aria-pressed={folds}
          title={folds ? 'Long gaps without events are folded' : 'Fold long gaps without events'}
          onClick={() => explorer.getState().setFolding(folds ? 'off' : 'on')}
        >
          <Icon name="fold" />
        </button>
      )}
    </div>
  )
}
