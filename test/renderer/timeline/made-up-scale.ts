import { type Position, position } from '../../../src/core/event.ts'
import type { Density } from '../../../src/renderer/state/density.ts'
import type { AxisSpan, Gap, Plot } from '../../../src/renderer/state/folded-axis.ts'
import { type TimelineScale, timelineScale } from '../../../src/renderer/timeline/timeline-scale.ts'

/** A history of so many positions, all of it shown in their order. */
export function positionScale(head: number, plot: Plot): TimelineScale {
  const extent = { from: 0, to: Math.max(1, head) }
  const whole: Density = { axis: 'position', starts: [0, head], counts: [head], edges: positions(0, head), types: [] }
  return timelineScale(
    { axis: 'position', extent, span: extent, gaps: [], head: position(head), whole, shown: undefined },
    plot,
  )
}

interface MadeUpTimes {
  /** Where the first bucket begins, in microseconds. */
  readonly fromUs: number
  readonly bucketUs: number
  /** Events in each bucket; each has a position of its own. */
  readonly counts: readonly number[]
  /** Positions between one event and the next. */
  readonly step?: number
  readonly head?: number
  readonly span?: AxisSpan
  readonly gaps?: readonly Gap[]
}

/** A history by time, whose density is known in equal buckets. */
export function timesScale({ fromUs, bucketUs, counts, step = 1, ...rest }: MadeUpTimes, plot: Plot): TimelineScale {
  const edges = [0]
  for (const count of counts) edges.push((edges.at(-1) ?? 0) + count * step)
  const starts = [...counts.keys(), counts.length].map((bucket) => fromUs + bucket * bucketUs)
  const extent = { from: fromUs, to: fromUs + counts.length * bucketUs }
  const whole: Density = { axis: 'time', starts, counts, edges: positions(...edges), types: [] }
  const { head = edges.at(-1) ?? 0, span = extent, gaps = [] } = rest
  return timelineScale({ axis: 'time', extent, span, gaps, head: position(head), whole, shown: undefined }, plot)
}

export function positions(...numbers: readonly number[]): readonly Position[] {
  return numbers.map(position)
}
