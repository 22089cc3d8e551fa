import type { EventType } from '../../core/event.ts'
import type { Density } from '../state/density.ts'
import { pxAt } from '../state/folded-axis.ts'
import { type TypeMarks, typeMark } from '../state/type-mark.ts'
import { addToColumns } from './density-columns.ts'
import { COLUMN_PX } from './draw-density.ts'
import type { TimelineScale } from './timeline-scale.ts'

/** Most types that have a colour of their own; the rest are one. */
export const MAX_LAYERS = 12

/** What one type, or all that are not told apart, have in each column. */
export interface DensityLayer {
  /** Absent for the rest. */
  readonly type: EventType | undefined
  readonly color: string
  readonly columns: Float64Array
}

export interface LayerColors {
  /** By hue. */
  readonly types: readonly string[]
  readonly rest: string
}

/**
 * The density on a scale, type by type. Where the shown part is known by itself it is that; around it, while it is on its way, the coarser one of
 * the whole history is stretched.
 */
export function densityLayers(scale: TimelineScale, marks: TypeMarks, colors: LayerColors): readonly DensityLayer[] {
  const spread = spreadOver(scale)
  const rest = spread(({ counts }) => counts)
  const layers = toldTypes(scale.part.shown ?? scale.part.whole).map((type) => {
    const columns = spread(({ types }) => types.find(({ name }) => name === type)?.counts)
    for (const [column, count] of columns.entries()) rest[column] = leftOver((rest[column] ?? 0) - count)
    return { type, color: colors.types[typeMark(marks, type).hue] ?? colors.rest, columns }
  })
  return [...layers, { type: undefined, color: colors.rest, columns: rest }]
}

/** The most frequent types, in order of name; none where the density does not tell types apart. */
export function toldTypes({ types }: Density): readonly EventType[] {
  const counted = types.map(({ name, counts }) => ({ name, events: counts.reduce((sum, count) => sum + count, 0) }))
  const most = counted.toSorted((one, other) => other.events - one.events).slice(0, MAX_LAYERS)
  const told = new Set(most.map(({ name }) => name))
  return types.flatMap(({ name }) => (told.has(name) ? [name] : []))
}

/** What sums of fractions leave of nothing is nothing. */
function leftOver(count: number): number {
  return count < 1e-6 ? 0 : count
}

type Pick = (density: Density) => readonly number[] | undefined

/** Spreads counts over the columns of a scale. */
function spreadOver(scale: TimelineScale): (pick: Pick) => Float64Array {
  const { whole, shown } = scale.part
  const rightPx = scale.leftPx + scale.widthPx
  const wholePx = edgesOf(scale, whole)
  const shownPx = shown && edgesOf(scale, shown)
  const fromPx = Math.min(rightPx, shownPx?.[0] ?? rightPx)
  const toPx = Math.max(fromPx, shownPx?.[shownPx.length - 1] ?? rightPx)
  return (pick) => {
    const columns = {
      leftPx: scale.leftPx,
      columnPx: COLUMN_PX,
      shares: new Float64Array(Math.round(scale.widthPx / COLUMN_PX)),
    }
    addToColumns(columns, pick(whole) ?? [], wholePx, { fromPx: scale.leftPx, toPx: fromPx })
    addToColumns(columns, pick(whole) ?? [], wholePx, { fromPx: toPx, toPx: rightPx })
    if (shown && shownPx) {
      const stretch = { fromPx: Math.max(scale.leftPx, fromPx), toPx: Math.min(rightPx, toPx) }
      addToColumns(columns, pick(shown) ?? [], shownPx, stretch)
    }
    return columns.shares
  }
}

function edgesOf(scale: TimelineScale, { starts }: Density): Float64Array {
  return Float64Array.from(starts, (start) => pxAt(scale, start))
}
