import type { Position } from '../../core/event.ts'
import type { JsonValue } from '../../core/json.ts'
import type { WorkspacePart } from './workspace-part.ts'

export const pinnedEventKept: WorkspacePart = {
  watched: ['pinnedEvent'],
  write: ({ pinnedEvent }) => (pinnedEvent === undefined ? {} : { pinnedEvent }),
  read: ({ pinnedEvent }) => ({ pinnedEvent: positionOf(pinnedEvent) }),
}

function positionOf(value: JsonValue | undefined): Position | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? (value as Position) : undefined
}
