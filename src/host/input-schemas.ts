import * as v from 'valibot'
import type { StoreId, Ticket, ValuesId } from '../contract/host-contract.ts'
import { eventId, eventType, position, START, streamName, streamVersion } from '../core/event.ts'
import { type EventFilter, filterText } from '../core/event-filter.ts'
import { type ExpectedVersion, PAGE_EVENTS } from '../core/event-store-backend.ts'
import { MAX_FILTER_LENGTH } from '../core/filter/parse-filter.ts'
import { type JsonObject, MAX_JSON_DEPTH } from '../core/json.ts'
import type { StoreMapping } from '../core/store-mapping.ts'

// The parts that requests are made of. A name that breaks core's rules is BadName, a filter's
// text InvalidFilter, which say more than a bad request.

const MAX_NAMES_IN_FILTER = 1000

const token = v.pipe(v.string(), v.minLength(1), v.maxLength(200))

export const store = v.pipe(
  token,
  v.transform((text) => text as StoreId),
)

export const ticket = v.pipe(
  token,
  v.transform((text) => text as Ticket),
)

export const values = v.pipe(
  token,
  v.transform((text) => text as ValuesId),
)

export const text = v.pipe(v.string(), v.maxLength(512))
export const name = v.pipe(text, v.transform(streamName))
export const type = v.pipe(text, v.transform(eventType))
export const id = v.pipe(text, v.transform(eventId))

/** A whole number in a range, both ends inclusive. */
export function whole(least: number, most: number) {
  return v.pipe(v.number(), v.safeInteger(), v.minValue(least), v.maxValue(most))
}

export const count = whole(0, Number.MAX_SAFE_INTEGER)
export const limit = whole(1, PAGE_EVENTS)
export const timeUs = whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
export const at = v.pipe(whole(START, Number.MAX_SAFE_INTEGER), v.transform(position))
export const version = v.pipe(whole(0, Number.MAX_SAFE_INTEGER), v.transform(streamVersion))

export const filter: v.GenericSchema<unknown, EventFilter> = v.strictObject({
  types: v.exactOptional(v.pipe(v.array(type), v.maxLength(MAX_NAMES_IN_FILTER))),
  streams: v.exactOptional(v.pipe(v.array(name), v.maxLength(MAX_NAMES_IN_FILTER))),
  category: v.exactOptional(text),
  where: v.exactOptional(v.pipe(v.string(), v.maxLength(MAX_FILTER_LENGTH), v.transform(filterText))),
})

export const expectedVersion: v.GenericSchema<unknown, ExpectedVersion> = v.union([
  count,
  v.picklist(['no-stream', 'stream-exists', 'any']),
])

const columnName = v.pipe(v.string(), v.maxLength(1024))

export const storeMapping: v.GenericSchema<unknown, StoreMapping> = v.strictObject({
  table: columnName,
  columns: v.strictObject({
    stream: v.pipe(v.array(columnName), v.minLength(1), v.maxLength(2)),
    type: columnName,
    data: columnName,
    version: v.exactOptional(columnName),
    position: v.exactOptional(columnName),
    id: v.exactOptional(columnName),
    metadata: v.exactOptional(columnName),
    time: v.exactOptional(columnName),
  }),
  payload: v.picklist(['auto', 'json', 'text', 'hex']),
})

export const jsonObject = v.custom<JsonObject>(isJsonObject)

/** Of a value that came out of JSON text: an object that code which recurses can handle. */
function isJsonObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  let level: readonly object[] = [value]
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_JSON_DEPTH) return false
    level = level.flatMap((container) => Object.values(container).filter(isContainer))
  }
  return true
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
