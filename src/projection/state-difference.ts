import type { Position } from '../core/event.ts'
import type { CellChange, StateDiff } from './ask/questions.ts'
import { isSameState } from './ask/state-path.ts'
import { changeOf } from './inspect-event.ts'
import { type FoldedPast, momentAt, textsAt } from './moment.ts'

const CELLS_AT_ONCE = 2000

/** Which cells differ between two positions, the first `limit` of them with their states: only what was set between is looked at. */
export async function stateDifference(
  past: FoldedPast,
  { from, to, limit }: { readonly from: Position; readonly to: Position; readonly limit: number },
): Promise<StateDiff> {
  const { log } = past
  const before = await momentAt(past, { position: from, index: log.newIndex() })
  const after = await momentAt(past, { position: to, index: log.newIndex() })
  const touched = new Set([...before.fold.touchedCells(), ...after.fold.touchedCells()])
  const candidates: number[] = []
  for (let cell = 0; cell < log.cellCount; cell++)
    if (before.index.latestOf(cell) !== after.index.latestOf(cell) || touched.has(cell)) candidates.push(cell)
  const cells: CellChange[] = []
  let total = 0
  for (let at = 0; at < candidates.length; at += CELLS_AT_ONCE) {
    const some = candidates.slice(at, at + CELLS_AT_ONCE)
    const then = await textsAt(log, before, some)
    const now = await textsAt(log, after, some)
    for (const [place, cell] of some.entries()) {
      if (isSameState(then[place], now[place])) continue
      if (++total <= limit) cells.push(changeOf(log.keyOf(cell), then[place], now[place]))
    }
  }
  return { total, cells }
}
