import type { PayloadPath } from './payload-path.ts'

/** The value of a JSON text; undefined where it is not JSON. Of a key written twice the last value counts. */
export function parsedPayload(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * What is at a path of a parsed payload; undefined where nothing is. Names lead through objects only, and only to members that the text
 * has; places through arrays only.
 */
export function partAt(parsed: unknown, steps: PayloadPath['steps']): unknown {
  let part = parsed
  for (const step of steps) {
    if (typeof part !== 'object' || part === null || Array.isArray(part) !== (typeof step === 'number'))
      return undefined
    if (!Object.hasOwn(part, step)) return undefined
    part = (part as Record<string | number, unknown>)[step]
  }
  return part
}
