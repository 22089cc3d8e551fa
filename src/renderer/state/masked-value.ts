import type { PayloadPath } from '../../core/filter/payload-path.ts'
import type { JsonText } from '../../core/json.ts'
import { maskJson } from '../../core/mask.ts'

type Steps = PayloadPath['steps']

/** The JSON text of what stands for a value that nobody is to see. */
export const MASKED_VALUE = '"***"'

/** The JSON text at a path as it may be shown: masked where a mask leads to it, from outside or further in. */
export function maskedValue(path: PayloadPath, text: string, masks: readonly PayloadPath[]): string {
  const further = masks.flatMap((mask) => {
    const rest = mask.of === path.of ? restAfter(mask.steps, path.steps) : undefined
    return rest === undefined ? [] : [rest]
  })
  return further.some((steps) => steps.length === 0) ? MASKED_VALUE : maskJson(text as JsonText, further)
}

/**
 * The steps of a mask that lead on from a path, none where it ends on the way; undefined where it leads elsewhere. As in `core/mask.ts`, a
 * name that comes to an array leads into each of its items.
 */
function restAfter(mask: Steps, path: Steps): Steps | undefined {
  let at = 0
  for (const step of path) {
    if (at === mask.length) return []
    if (mask[at] === step) at++
    else if (typeof step !== 'number' || typeof mask[at] === 'number') return undefined
  }
  return mask.slice(at)
}
