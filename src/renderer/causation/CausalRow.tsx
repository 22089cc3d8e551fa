import type { CSSProperties } from 'react'
import { ownVersion } from '../state/own-version.ts'
import type { Zone } from '../state/settings-store.ts'
import type { TypeMark } from '../state/type-mark.ts'
import { counted, countText } from '../ui/count-text.ts'
import { durationText } from '../ui/duration-text.ts'
import { timeText } from '../ui/time-text.ts'
import type { CausalNode } from './causal-forest.ts'
import { latencyUs } from './causal-summary.ts'
import type { TrackAxis } from './track-axis.ts'
import '../ui/type-mark.css'

interface CausalRowProps {
  readonly nodes: readonly CausalNode[]
  readonly node: CausalNode
  readonly axis: TrackAxis
  readonly mark: TypeMark
  readonly firstVersion: 0 | 1
  readonly zone: Zone
  /** Whether the selected event is this one, or came of it. */
  readonly onPath: 'on' | 'off'
  /** How much deeper it is than it is set in; below 1 where it is set in as deep as it is. */
  readonly deeper: number
  /** How many events are folded away below it. */
  readonly folded: number
  /** How far above the row of its cause is; absent where that has none. */
  readonly causeAbovePx: number | undefined
}

/** An event in the tree: what it is, how long after its cause, and where that is along the axis. */
export function CausalRow(props: CausalRowProps) {
  const { nodes, node, mark, firstVersion, zone, onPath, folded, deeper } = props
  const { type, stream, version, position, createdAtUs } = node.event
  const name = `${stream}@${ownVersion(version, firstVersion)}`
  const latency = latencyUs(nodes, node)
  const after = latency === undefined ? '' : afterText(latency)
  const title = `${type} ${name}, position ${countText(position)}, ${timeText(createdAtUs, zone)}${after && `, ${after} after its cause`}`
  return (
    <span className={onPath === 'on' ? 'causal-row causal-row-path' : 'causal-row'} title={title}>
      <span className={`type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
      <span className="causal-type">{type}</span>
      <span className="causal-stream quiet">{name}</span>
      {deeper > 0 && <span className="badge">{countText(node.depth)} deep</span>}
      {node.effects > 1 && <span className="badge">{countText(node.effects)} effects</span>}
      {folded > 0 && <span className="badge">{counted(folded, 'event')} folded</span>}
      <RootNote node={node} />
      <span className="causal-after quiet">{after}</span>
      <Track {...props} />
    </span>
  )
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

/** The event's dot, and a line to it from its cause: up to the cause's row where there is one, and along the axis. */
function Track({ nodes, node, axis, mark, causeAbovePx }: CausalRowProps) {
  const cause = nodes[node.cause]
  const at = axis.placeOf(node)
  const from = cause === undefined ? at : axis.placeOf(cause)
  const places = { '--at': at, '--from': Math.min(at, from), '--to': Math.max(at, from), '--cause': from }
  return (
    <span className="track" style={places as CSSProperties} aria-hidden="true">
      {cause && causeAbovePx !== undefined && <i className="track-stem" style={{ height: causeAbovePx }} />}
      {cause && <i className="track-step" />}
      <i className={`track-dot type-mark type-hue-${mark.hue} type-shape-${mark.shape}`} />
    </span>
  )
}
