import type { Position } from '../../../core/event.ts'
import type { CellBlame } from '../../../projection/ask/questions.ts'
import type { JsonSteps } from '../../ui/json-rows.ts'

/** The event that last set a place of a cell: of a list or an object, the last one that set anything inside. */
export function blameOf({ leaves }: CellBlame): (steps: JsonSteps) => Position | undefined {
  const last = new Map<string, Position>()
  for (const { path, position } of leaves)
    for (let depth = 0; depth <= path.length; depth++) {
      const place = JSON.stringify(path.slice(0, depth))
      const before = last.get(place)
      if (before === undefined || before < position) last.set(place, position)
    }
  return (steps) => last.get(JSON.stringify(steps))
}
