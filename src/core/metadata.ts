import type { JsonText } from './json.ts'

/** The members of an event's metadata that Epoch reads; an import keeps whatever else the text has. */
export interface EventLinks {
  /** Id of the event that made this one happen. */
  readonly causationId?: string
  /** What all events of one piece of work share. */
  readonly correlationId?: string
  /** Who did it. */
  readonly actorId?: string
}

/**
 * The links that an event's metadata names at its top level. Members that are not text, and metadata that is not a JSON object, name none.
 * A key written twice means its last value.
 */
export function linksOf(metadata: JsonText): EventLinks {
  if (!metadata.includes('"')) return {}
  const value = parsed(metadata)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const { causationId, correlationId, actorId } = value as Record<string, unknown>
  return {
    ...(typeof causationId === 'string' && { causationId }),
    ...(typeof correlationId === 'string' && { correlationId }),
    ...(typeof actorId === 'string' && { actorId }),
  }
}

function parsed(text: JsonText): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
