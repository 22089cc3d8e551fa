/** JSON text exactly as it was written: numbers of any length, key order and white space are kept. */
export type JsonText = string & { readonly brand: 'JsonText' }

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject

export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** The JSON text of a value; numbers beyond 2^53 are better written as text from the start. */
export function jsonTextOf(value: JsonValue): JsonText {
  return JSON.stringify(value) as JsonText
}

/** Why a text is not JSON that Epoch keeps, with the place in UTF-16 units from 0 where that shows. */
export interface JsonFault {
  readonly code: 'bad-json' | 'too-deep' | 'too-wide'
  readonly at: number
  readonly message: string
}

/** Deepest nesting of arrays and objects; past it recursive code (stringify, structured clone) is not safe. */
export const MAX_JSON_DEPTH = 512

/** Most members of one object. */
export const MAX_JSON_KEYS = 100_000
