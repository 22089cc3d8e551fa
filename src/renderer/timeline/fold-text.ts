import { durationText } from '../ui/duration-text.ts'
import type { Fold } from './draw-folds.ts'

/** How long a gap is, and what a click does to it. */
export function foldText({ gap: { from, to }, state }: Fold): string {
  const length = `About ${durationText(to - from)} without events`
  return state === 'folded' ? `${length}, folded: a click opens it` : `${length}: a click folds it`
}
