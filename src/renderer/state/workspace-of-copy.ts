import type { Position } from '../../core/event.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import { keptObjects } from './kept-values.ts'

/**
 * A workspace as it is about a copy that has only some of a store's events, numbered from 1. A moment is that of the last of them up to
 * it; what is about an event that the copy does not have is left out.
 *
 * @param positions of the events, ascending
 */
export function workspaceOfCopy(workspace: JsonObject, positions: readonly Position[]): JsonObject {
  const numbers = new Map<number, number>(positions.map((position, place) => [position, place + 1]))
  const exactly = (value: JsonValue | undefined): number | undefined =>
    typeof value === 'number' ? numbers.get(value) : undefined
  const upTo = (value: JsonValue | undefined): number =>
    typeof value === 'number' ? positions.filter((position) => position <= value).length : 0
  const events = (value: JsonValue | undefined): readonly JsonObject[] =>
    keptObjects(value).flatMap((one) => {
      const position = exactly(one['position'])
      return position === undefined ? [] : [{ ...one, position }]
    })
  const {
    selected: _selected,
    pinnedEvent: _pinned,
    markedMoment,
    timelineShown: _shown,
    bookmarks,
    whatIfs,
    ...rest
  } = workspace
  const selected = exactly(_selected)
  const pinnedEvent = exactly(_pinned)
  return {
    ...rest,
    playhead: upTo(workspace['playhead']),
    following: false,
    ...(selected !== undefined && { selected }),
    ...(pinnedEvent !== undefined && { pinnedEvent }),
    ...(markedMoment !== undefined && { markedMoment: upTo(markedMoment) }),
    ...(bookmarks !== undefined && { bookmarks: events(bookmarks) }),
    whatIfs: keptObjects(whatIfs).map((whatIf) => ({
      ...whatIf,
      skip: Array.isArray(whatIf['skip']) ? whatIf['skip'].flatMap((one) => exactly(one) ?? []) : [],
      edit: events(whatIf['edit']),
      insert: keptObjects(whatIf['insert']).map((event) => ({ ...event, after: upTo(event['after']) })),
    })),
  }
}
