import { type AxisSpan, isFolded, pxAt } from '../state/folded-axis.ts'
import type { Zone } from '../state/settings-store.ts'
import { tickCount } from './draw-ruler.ts'
import { positionTicks, type Tick, timeTicks } from './ticks.ts'
import type { TimelineScale } from './timeline-scale.ts'

/** A stretch between folds that is narrower has no ticks of its own. */
const MIN_STRETCH_PX = 24

/** Round times or positions of the shown part. Behind each fold the first tick names its day anew. */
export function rulerTicks(scale: TimelineScale, zone: Zone): readonly Tick[] {
  const { axis, span, widthPx } = scale
  if (axis === 'position') return positionTicks(span.from, span.to, tickCount(widthPx))
  return stretchesOf(scale).flatMap(({ from, to }) => {
    const stretchPx = pxAt(scale, to) - pxAt(scale, from)
    if (stretchPx < MIN_STRETCH_PX) return []
    return timeTicks(Math.ceil(from), Math.floor(to), tickCount(stretchPx), zone)
  })
}

/** What lies between the folds. */
function stretchesOf(scale: TimelineScale): readonly AxisSpan[] {
  const stretches: AxisSpan[] = []
  let { from } = scale.span
  for (const gap of scale.gaps) {
    if (gap.to <= from || gap.from >= scale.span.to || !isFolded(scale, gap)) continue
    if (gap.from > from) stretches.push({ from, to: gap.from })
    from = gap.to
  }
  return from < scale.span.to ? [...stretches, { from, to: scale.span.to }] : stretches
}
