import { type AxisSpan, isFolded, pxAt } from '../state/folded-axis.ts'
import type { Zone } from '../state/settings-store.ts'
import { tickCount } from './draw-ruler.ts'
import { positionTicks, type Tick, ticksBehind, timeTicks } from './ticks.ts'
import type { TimelineScale } from './timeline-scale.ts'

/** A stretch between folds that is narrower has no ticks of its own. */
const MIN_STRETCH_PX = 24

/** Round times or positions of the shown part. Behind a fold that ends on another day, that day is named. */
export function rulerTicks(scale: TimelineScale, zone: Zone): readonly Tick[] {
  const { axis, span, widthPx } = scale
  if (axis === 'position') return positionTicks(span.from, span.to, tickCount(widthPx))
  let endUs: number | undefined
  return stretchesOf(scale).flatMap(({ from, to }) => {
    const stretchPx = pxAt(scale, to) - pxAt(scale, from)
    if (stretchPx < MIN_STRETCH_PX) return []
    const [fromUs, toUs, count] = [Math.ceil(from), Math.floor(to), tickCount(stretchPx)]
    const ticks =
      endUs === undefined ? timeTicks(fromUs, toUs, count, zone) : ticksBehind(endUs, fromUs, toUs, count, zone)
    endUs = toUs
    return ticks
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
