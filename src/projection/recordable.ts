import { jsonLoss } from './json-loss.ts'
import { saying } from './saying.ts'

/** Most characters that the JSON of one cell may have. */
export const MAX_CELL_CHARACTERS = 4 * 1024 * 1024

/** A state's JSON text, absent where there is none to keep, and what is wrong with the state if something is. */
export interface Recordable {
  readonly json?: string
  readonly trouble?: string
}

/** Whether this may be what {@link recordable} says of a state; not so of what was thrown, which begins with the error's name. */
export function maySayTrouble(message: string): boolean {
  return /^(?:the )?state\b/.test(message)
}

export function recordable(state: unknown): Recordable {
  try {
    const loss = jsonLoss(state)
    const trouble = loss === undefined ? {} : { trouble: `state${loss}; a read model keeps JSON only` }
    return { ...jsonOf(state, loss !== undefined), ...trouble }
  } catch (error) {
    return { trouble: `the state is not JSON: ${saying(error)}` }
  }
}

/** @param isLossy then what is wrong is known already, and a text that cannot be had is left out without a word */
function jsonOf(state: unknown, isLossy: boolean): Recordable {
  try {
    const json = JSON.stringify(state) as string | undefined
    if (json === undefined) return { trouble: 'the state is undefined; a read model keeps JSON only' }
    if (json.length > MAX_CELL_CHARACTERS)
      return { trouble: `the state has ${json.length} characters; a cell has at most ${MAX_CELL_CHARACTERS}` }
    return { json }
  } catch (error) {
    if (isLossy) return {}
    throw error
  }
}

/** What a handler may not return, said at the event where it did. @throws TypeError */
export function refuseState(state: unknown): void {
  if (typeof state === 'function' || typeof state === 'symbol' || typeof state === 'bigint')
    throw new TypeError(`the handler returned a ${typeof state}; a state is JSON data`)
  if (state instanceof Promise) throw new TypeError('the handler is async; a fold waits for nothing')
}
