import type { CSSProperties } from 'react'
import { ownVersion } from '../state/own-version.ts'
import type { Zone } from '../state/settings-store.ts'
import { type TypeMark, type TypeMarks, typeMark } from '../state/type-mark.ts'
import { counted, countText } from '../ui/count-text.ts'
import { durationText } from '../ui/duration-text.ts'
import { timeText } from '../ui/time-text.ts'
import type { CausalNode } from './causal-forest.ts'
import { latencyUs } from './causal-summary.ts'
import type { TrackAxis } from './track-axis.ts'
import '../ui/type-mark.css'

interface CausalRowProps {
  readonly node: CausalNode
  /** Absent for a root. */
  readonly cause: CausalNode | undefined
  readonly axis: TrackAxis
  readonly telling: CausalTelling
  /** Whether the selected event is this one, or came of it. */
  readonly onPath: 'on' | 'off'
  /** How much deeper it is than it is set in; below 1 where it is set in as deep as it is. */
  readonly deeper: number
  /** How many events are folded away below it. */
  readonly folded: number
  /** How far above the row of its cause is, where it has one. */
  readonly causeAbovePx: number
}

/** How all rows tell of their events. */
interface CausalTelling {
  readonly marks: TypeMarks
  readonly firstVersion: 0 | 1
  /** Absent where the store knows no times. */
  readonly zone: Zone | undefined
}

/** An event in the tree: what it is, how long after its cause, and where that is along the axis. */
export function CausalRow(props: CausalRowProps) {
  const { node, cause, telling, onPath, folded, deeper } = props
  const { type, stream, version } = node.event
  const mark = typeMark(telling.marks, type)
  const latency = telling.zone === undefined ? undefined : latencyUs(node, cause)
  return (
    <span className={onPath === 'on' ? 'causal-row causal-row-path' : 'causal-row'} title={titleOf(props)}>
      <span className={`type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
      <span className="causal-type">{type}</span>
      <span className="causal-stream quiet">
        {stream}@{ownVersion(version, telling.firstVersion)}
      </span>
      {deeper > 0 && <span className="badge">{countText(node.depth)} deep</span>}
      {node.effects > 1 && <span className="badge">{countText(node.effects)} effects</span>}
      {folded > 0 && <span className="badge">{counted(folded, 'event')} folded</span>}
      <RootNote node={node} />
      <span className="causal-after quiet">{latency === undefined ? '' : afterText(latency)}</span>
      <Track {...props} mark={mark} />
    </span>
  )
}

function titleOf({ node: { event }, telling: { zone, firstVersion } }: CausalRowProps): string {
  const { type, stream, version, position, createdAtUs } = event
  const where = `${type} ${stream}@${ownVersion(version, firstVersion)}, position ${countText(position)}`
  return zone === undefined ? where : `${where}, ${timeText(createdAtUs, zone)}`
}

function afterText(latency: number): string {
  return latency < 0 ? durationText(latency) : `+${durationText(latency)}`
}

function RootNote({ node: { root, event } }: Pick<CausalRowProps, 'node'>) {
  if (root === 'outside')
    return (
      <span className="causal-note" title={`Caused by ${event.causationId}, which is not among these events`}>
        cause elsewhere
      </span>
    )
  if (root !== 'cycle') return null
  return (
    <span className="causal-note" title="The events caused each other in a ring; this is the first of them">
      ring of causes
    </span>
  )
}

/** The event's dot, and a line to it from its cause: down from the cause's row and along the axis. */
function Track({ node, cause, axis, mark, causeAbovePx }: CausalRowProps & { readonly mark: TypeMark }) {
  const at = axis.placeOf(node)
  const from = cause === undefined ? at : axis.placeOf(cause)
  const places = { '--at': at, '--from': Math.min(at, from), '--to': Math.max(at, from), '--cause': from }
  return (
    <span className="track" style={places as CSSProperties} aria-hidden="true">
      {cause && <i className="track-stem" style={{ height: causeAbovePx }} />}
      {cause && <i className="track-step" />}
      <i className={`track-dot type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
    </span>
  )
}
