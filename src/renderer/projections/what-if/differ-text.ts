import { type Position, START } from '../../../core/event.ts'
import type { AskProgress, Comparison } from '../../../projection/ask/questions.ts'
import { counted } from '../../ui/count-text.ts'

const keyOfCategory = /^([A-Za-z]+)-/

/** How far a comparison has come on its way to the playhead. */
export function comparingText(progress: AskProgress | undefined, playhead: Position): string {
  if (progress === undefined || playhead === START) return 'Comparing…'
  return `Comparing… ${Math.min(100, Math.floor((progress.position / playhead) * 100))} %`
}

/** How many cells differ, as in `14 orders differ` where all the keys in sight are of one category. */
export function differText({ total, cells }: Comparison): string {
  if (total === 0) return 'Nothing differs'
  const categories = new Set(cells.map(({ key }) => keyOfCategory.exec(key)?.[1]))
  const [category] = categories
  const noun = categories.size === 1 && category !== undefined ? category : 'key'
  return `${counted(total, noun)} ${total === 1 ? 'differs' : 'differ'}`
}
