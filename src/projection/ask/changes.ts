import type { ProjectionEngine } from '../engine.ts'
import type { AskContext } from './ask-context.ts'
import type { PathChanges, ProjectionQuestions } from './questions.ts'
import { isSameState, textAt } from './state-path.ts'

export type CellHistory = Pick<ProjectionEngine, 'historyOf'>

/**
 * Every event after which the value at a path is another one than before it, whatever the order of its members. Between the two moments of
 * a diff these are the events that contributed to it.
 */
export async function changes(
  history: CellHistory,
  { key, path, after, upTo, limit }: ProjectionQuestions['changes']['input'],
  { breathe }: Pick<AskContext, 'breathe'>,
): Promise<PathChanges> {
  const found: PathChanges['changes'][number][] = []
  let events = 0
  let last: { readonly json: string | undefined; readonly value: string | undefined } | undefined
  for await (const { position, before, after: now } of history.historyOf(key, { after, upTo, direction: 'forwards' })) {
    if (++events % EVENTS_A_BREATH === 0) await breathe({ position, events })
    if (before === now) continue
    const value = textAt(now, path)
    const valueBefore = last?.json === before ? last?.value : textAt(before, path)
    last = { json: now, value }
    if (isSameState(valueBefore, value)) continue
    if (found.length === limit) return { changes: found, complete: false }
    found.push({ position, ...(value !== undefined && { value }) })
  }
  return { changes: found, complete: true }
}

export const EVENTS_A_BREATH = 256
