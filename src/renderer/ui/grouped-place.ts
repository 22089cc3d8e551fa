import { countText } from './count-text.ts'

/** A position, or the place of an event that a what-if inserts after one, with its thousands parted: `1200+1` is `1,200+1`. */
export function groupedPlace(place: string): string {
  return place.replace(/^\d+/, (position) => countText(Number(position)))
}
