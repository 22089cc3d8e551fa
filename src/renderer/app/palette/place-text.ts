import type { Place } from '../../state/places-slice.ts'
import { countText } from '../../ui/count-text.ts'

/** Where a place is, in words: `Event 5, at position 1,234`. */
export function placeText({ playhead, selected, middle }: Place): string {
  const at = playhead === 'live' ? 'at the live end' : `at position ${countText(playhead)}`
  const what = selected === undefined ? '' : `Event ${countText(selected)}, `
  const form = middle === 'log' ? '' : `, ${middle}`
  const text = `${what}${at}${form}`
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
