import type { FieldHistory } from '../../core/event-shape/field-history.ts'

/** How wide and high the band is that a path is drawn in; what shows it stretches it. */
export const BAND_WIDTH = 1000
export const BAND_HEIGHT = 10

/**
 * The outline, as an SVG path, of how large a part of each run's events has a field: runs from left to right over their positions, nothing where none has
 * it. A part that is small is as high as can be seen.
 */
export function bandPath({ first, runs, runEvents }: FieldHistory, inRun: readonly number[]): string {
  const before = first - 1
  const span = Math.max(1, (runs.at(-1) ?? first) - before)
  const x = (position: number): number => Math.round(((position - before) / span) * BAND_WIDTH)
  const pieces = runs.flatMap((end, run) => {
    const present = inRun[run] ?? 0
    if (present === 0) return []
    const share = present / (runEvents[run] ?? present)
    const top = Math.min(BAND_HEIGHT - 1, Math.round((1 - share) * BAND_HEIGHT))
    const left = x(runs[run - 1] ?? before)
    const right = Math.max(left + 1, x(end))
    return [`M${left} ${BAND_HEIGHT}V${top}H${right}V${BAND_HEIGHT}Z`]
  })
  return pieces.join('')
}
