import { EpochError } from '../../core/errors.ts'
import { checkJson } from '../../core/json-check.ts'
import { jsonElements, jsonMembers } from '../../core/json-members.ts'
import type { TextRange } from '../../core/json-scanner.ts'

export interface ReduxAction {
  /** JSON: the action, or an object that has it and when it was. */
  readonly text: string
  /** Where in the export it stands, in UTF-16 units from 0; for actions that are written as text, where that text begins. */
  readonly at: number
}

/**
 * The actions of what Redux DevTools export, in the order in which they were dispatched: of an array of them, or of its text, under `payload`,
 * or of the tools' own state. The export must be JSON.
 *
 * @throws EpochError that says in `details.at` where in the export it is another thing
 */
export function reduxActions(text: string): readonly ReduxAction[] {
  const payload = jsonMembers(text)?.get('payload')
  if (payload === undefined) return actionsIn(text, (at) => at)
  const raw = text.slice(payload.from, payload.to)
  if (!raw.startsWith('"')) return actionsIn(raw, (at) => payload.from + at)
  const inner = String(JSON.parse(raw))
  const fault = checkJson(inner)
  if (fault) throw new EpochError(`import-${fault.code}`, `in the payload: ${fault.message}`, { at: payload.from })
  return actionsIn(inner, () => payload.from)
}

function actionsIn(text: string, placeOf: (at: number) => number): readonly ReduxAction[] {
  const action = ({ from, to }: TextRange) => ({ text: text.slice(from, to), at: placeOf(from) })
  return (jsonElements(text) ?? stagedActions(text, placeOf(0))).map(action)
}

/** Where the actions are in the tools' own state, as its list of staged ones has them. */
function stagedActions(text: string, at: number): readonly TextRange[] {
  const state = jsonMembers(text)
  const byId = state?.get('actionsById')
  const actions = byId && jsonMembers(text.slice(byId.from, byId.to))
  if (!actions) {
    const what = 'Redux DevTools put actions under "payload" or "actionsById", and nothing is there'
    throw new EpochError('import-bad-event', what, { at })
  }
  const staged = state?.get('stagedActionIds')
  const ids = new Set(staged ? stagedIds(text.slice(staged.from, staged.to)) : actions.keys())
  return [...ids].flatMap((id) => {
    const range = actions.get(id)
    return range ? [{ from: range.from + byId.from, to: range.to + byId.from }] : []
  })
}

function stagedIds(list: string): readonly string[] {
  return (jsonElements(list) ?? []).map(({ from, to }) => list.slice(from, to).replaceAll('"', ''))
}
