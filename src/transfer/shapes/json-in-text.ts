import type { JsonText } from '../../core/json.ts'
import { checkJson } from '../../core/json-check.ts'

/** The JSON that a JSON string's characters are themselves; undefined for another value, and for a string of anything else. */
export function jsonInText(raw: JsonText): JsonText | undefined {
  if (!raw.startsWith('"')) return undefined
  const text = textOf(raw)
  return checkJson(text) ? undefined : escapedSurrogates(text)
}

/** As {@link jsonInText}, but only for an object or an array: other text is as likely to be just text. */
export function objectInText(raw: JsonText): JsonText | undefined {
  const json = /^"\s*[{[]/.test(raw) ? jsonInText(raw) : undefined
  return json
}

/** A payload that may be an object or an array written as text: what it says, else the value as it is. */
export function withoutText(raw: JsonText): JsonText {
  return objectInText(raw) ?? raw
}

function textOf(raw: JsonText): string {
  return String(JSON.parse(raw))
}

/** Half a surrogate pair can stand in a string of JSON alone, where an escape says the same; as a character no file could hold it. */
function escapedSurrogates(json: string): JsonText {
  if (json.isWellFormed()) return json as JsonText
  const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
  return json.replace(half, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`) as JsonText
}
