import { useStore } from 'zustand'
import { filterText } from '../../core/event-filter.ts'
import { formatFilter } from '../../core/filter/format-filter.ts'
import type { Correlation } from '../state/correlation-slice.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { Choice } from '../ui/Choice.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { countText } from '../ui/count-text.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { CorrelationProgress } from './CorrelationProgress.tsx'
import { CorrelationSummary } from './CorrelationSummary.tsx'
import type { CausalSummary } from './causal-summary.ts'
import type { SightStore } from './sight-store.ts'
import type { AxisKind } from './track-axis.ts'
import { middleOf, WHOLE, zoomed } from './track-sight.ts'

interface CorrelationHeadProps {
  readonly explorer: ExplorerStore
  readonly correlation: Correlation
  readonly summary: CausalSummary
  /** Absent where there is no choice: the store knows no times. */
  readonly axis: AxisKind | undefined
  readonly sight: SightStore
  readonly onAxis: (axis: AxisKind) => void
}

const axes = [
  ['time', 'Time'],
  ['order', 'Order'],
] as const

/** What is shown, what there is to say of it as a whole, and how to look at it. */
export function CorrelationHead({ explorer, correlation, summary, axis, sight, onAxis }: CorrelationHeadProps) {
  const zoom = (factor: number): void => sight.show(zoomed(sight.get(), middleOf(sight.get()), factor))
  return (
    <div className="correlation-head">
      <div className="correlation-line">
        <Name of={correlation.of} />
        <OfSelected explorer={explorer} correlation={correlation} />
        <span className="correlation-space" />
        <Pin explorer={explorer} of={correlation.of} />
        {axis && <Choice label="Lay events out by" options={axes} value={axis} onChoose={onAxis} />}
        <Tool icon="zoom-out" label="Zoom out (−)" onUse={() => zoom(2)} />
        <Tool icon="zoom-in" label="Zoom in (+)" onUse={() => zoom(0.5)} />
        <Tool icon="maximize" label="Show all of it (0)" onUse={() => sight.show(WHOLE)} />
      </div>
      <CorrelationSummary explorer={explorer} summary={summary} times={axis === undefined ? 'unknown' : 'known'} />
      <CorrelationProgress explorer={explorer} correlation={correlation} />
    </div>
  )
}

function Name({ of }: { readonly of: Correlation['of'] }) {
  if (of.kind === 'causes')
    return <h2 className="panel-title">Causes and effects of the event at {countText(of.position)}</h2>
  return (
    <>
      <h2 className="panel-title" title={of.id}>
        {of.id}
      </h2>
      <CopyButton label="Copy the correlation’s id" text={of.id} />
    </>
  )
}

/** The way from what is shown to what the selected event belongs to, where that is something else. */
function OfSelected({ explorer, correlation }: Pick<CorrelationHeadProps, 'explorer' | 'correlation'>) {
  const selected = useStore(explorer, (state) => state.selected)
  if (selected === undefined || correlation.events.some(({ position }) => position === selected)) return null
  return (
    <button type="button" className="link" onClick={() => explorer.getState().openCorrelationOf(selected)}>
      Show the selected event’s
    </button>
  )
}

function Pin({ explorer, of }: { readonly explorer: ExplorerStore; readonly of: Correlation['of'] }) {
  if (of.kind === 'causes') return null
  const where = filterText(formatFilter({ kind: 'id', of: 'correlation', ids: [of.id] }))
  return (
    <Tool
      icon="pin"
      label="Pin the correlation under the timeline"
      onUse={() => explorer.getState().pinTrack({ kind: 'view', label: `correlation ${of.id}`, view: { where } })}
    />
  )
}

interface ToolProps {
  readonly icon: IconName
  readonly label: string
  readonly onUse: () => void
}

function Tool({ icon, label, onUse }: ToolProps) {
  return (
    <button type="button" className="button button-quiet button-icon" aria-label={label} title={label} onClick={onUse}>
      <Icon name={icon} />
    </button>
  )
}
