import type { Comparison } from '../../../projection/ask/questions.ts'
import { counted } from '../../ui/count-text.ts'

const keyOfCategory = /^([A-Za-z]+)-/

/** How many cells differ, as in `14 orders differ` where all the keys in sight are of one category. */
export function differText({ total, cells }: Comparison): string {
  if (total === 0) return 'Nothing differs'
  const categories = new Set(cells.map(({ key }) => keyOfCategory.exec(key)?.[1]))
  const [category] = categories
  const noun = categories.size === 1 && category !== undefined ? category : 'key'
  return `${counted(total, noun)} ${total === 1 ? 'differs' : 'differ'}`
}
