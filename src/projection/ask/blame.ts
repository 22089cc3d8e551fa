import { type Position, START } from '../../core/event.ts'
import type { AskContext } from './ask-context.ts'
import { type CellHistory, EVENTS_A_BREATH } from './changes.ts'
import type { CellBlame, StatePath } from './questions.ts'
import { isSameJson, leafPaths, valueAt } from './state-path.ts'

interface Leaf {
  readonly path: StatePath
  readonly value: unknown
  position: Position | undefined
}

/**
 * Which event made each leaf what it is: the last one before which there was another value, or none, at its path; an item of a list is known
 * by its place. Goes back only as far as leaves are left. Of a cell that does not live there are none.
 */
export async function blame(
  history: CellHistory,
  { key, position }: { readonly key: string; readonly position: Position },
  { breathe }: Pick<AskContext, 'breathe'>,
): Promise<CellBlame> {
  let leaves: readonly Leaf[] | undefined
  let open: readonly Leaf[] = []
  let events = 0
  for await (const step of history.historyOf(key, { after: START, upTo: position, direction: 'backwards' })) {
    if (++events % EVENTS_A_BREATH === 0) await breathe({ position: step.position, events })
    if (leaves === undefined) {
      leaves = leavesOf(step.after)
      open = leaves
    }
    if (step.before !== step.after) open = stillOpen(open, step.before, step.position)
    if (open.length === 0) break
  }
  return { leaves: (leaves ?? []).map(({ path, position: setBy }) => ({ path, position: setBy ?? START })) }
}

function leavesOf(json: string | undefined): readonly Leaf[] {
  if (json === undefined) return []
  const state: unknown = JSON.parse(json)
  return [...leafPaths(state)].map((path) => ({ path, value: valueAt(state, path), position: undefined }))
}

/** Blames a step for the leaves that were not there before it. @returns the others */
function stillOpen(leaves: readonly Leaf[], before: string | undefined, position: Position): readonly Leaf[] {
  const state: unknown = before === undefined ? undefined : JSON.parse(before)
  return leaves.filter((leaf) => {
    if (isSameJson(valueAt(state, leaf.path), leaf.value)) return true
    leaf.position = position
    return false
  })
}
