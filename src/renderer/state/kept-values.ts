import { BadName, InvalidFilter } from '../../core/errors.ts'
import { eventType, type Position, streamName } from '../../core/event.ts'
import { EVERYTHING, type EventFilter, filterText } from '../../core/event-filter.ts'
import type { JsonObject, JsonValue } from '../../core/json.ts'

/** A position as it was kept; `undefined` for what is none. */
export function keptPosition(value: JsonValue | undefined): Position | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? (value as Position) : undefined
}

/** A view of the log as it was kept; everything for what is none. */
export function keptView(value: JsonValue | undefined): EventFilter {
  if (!isObject(value)) return EVERYTHING
  const { category, streams, types, where } = value
  try {
    return {
      ...(typeof category === 'string' && { category }),
      ...(Array.isArray(streams) && { streams: keptTexts(streams).map(streamName) }),
      ...(Array.isArray(types) && { types: keptTexts(types).map(eventType) }),
      ...(typeof where === 'string' && { where: filterText(where) }),
    }
  } catch (error) {
    if (error instanceof BadName || error instanceof InvalidFilter) return EVERYTHING
    throw error
  }
}

export function keptTexts(values: readonly JsonValue[]): readonly string[] {
  return values.filter((value) => typeof value === 'string')
}

export function keptObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
