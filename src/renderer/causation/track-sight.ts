/** The part of the whole time that is in sight, both from 0 to 1; `from` is below `to`. */
export interface TrackSight {
  readonly from: number
  readonly to: number
}

export const WHOLE: TrackSight = { from: 0, to: 1 }

/** The smallest part that one can look at: beyond it, pixels are placed too coarsely. */
export const MIN_SIGHT = 1e-5

export function middleOf({ from, to }: TrackSight): number {
  return (from + to) / 2
}

/** Shows `factor` times as much, what is at `at` staying where it is; never more than the whole. */
export function zoomed({ from, to }: TrackSight, at: number, factor: number): TrackSight {
  const size = Math.min(1, Math.max(MIN_SIGHT, (to - from) * factor))
  const share = (at - from) / (to - from)
  return within(at - share * size, size)
}

/** Moves by a share of what is in sight, as far as there is something. */
export function panned({ from, to }: TrackSight, share: number): TrackSight {
  const size = to - from
  return within(from + share * size, size)
}

function within(from: number, size: number): TrackSight {
  const start = Math.max(0, Math.min(1 - size, from))
  return { from: start, to: start + size }
}

/** What is in sight after a key: `+` and `-` zoom, `0` shows the whole, `,` and `.` move along; nothing for any other. */
export function sightAfterKey(key: string, sight: TrackSight): TrackSight | undefined {
  switch (key) {
    case '+':
    case '=':
      return zoomed(sight, middleOf(sight), 0.5)
    case '-':
      return zoomed(sight, middleOf(sight), 2)
    case '0':
      return WHOLE
    case ',':
      return panned(sight, -0.25)
    case '.':
      return panned(sight, 0.25)
    default:
      return undefined
  }
}
