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
  return metadata.includes('"') ? linksIn(parsed(metadata)) : {}
}

/** {@link linksOf} metadata that is parsed already. */
export function linksIn(value: unknown): EventLinks {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const { causationId, correlationId, actorId } = value as Record<string, unknown>
  const links: { -readonly [Link in keyof EventLinks]: EventLinks[Link] } = {}
  if (typeof causationId === 'string') links.causationId = causationId
  if (typeof correlationId === 'string') links.correlationId = correlationId
  if (typeof actorId === 'string') links.actorId = actorId
  return links
}

function parsed(text: JsonText): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
