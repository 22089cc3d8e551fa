import { categoryOf, type Event, type Position } from '../core/event.ts'
import { linksIn } from '../core/metadata.ts'
import type { ProjectedEvent } from '../core/projection.ts'
import { isoTime } from './iso-time.ts'

/**
 * The event as a projection sees it, with its own copy of data and metadata: each is parsed when it is first asked for. Its members are read
 * by name; as JSON it has them all.
 */
export function projectEvent(event: Event): ProjectedEvent {
  return new LazyEvent(event)
}

/** Thrown where data or metadata are asked for and are no JSON. */
export class NotJson extends Error {
  override readonly name = 'NotJson'
}

const unread = Symbol('unread')

export class LazyEvent implements ProjectedEvent {
  readonly #event: Event
  #data: unknown = unread
  #metadata: unknown = unread

  constructor(event: Event) {
    this.#event = event
  }

  get id(): string {
    return this.#event.id
  }

  get streamId(): string {
    return this.#event.stream
  }

  get category(): string {
    return categoryOf(this.#event.stream)
  }

  get streamVersion(): number {
    return this.#event.version
  }

  get position(): Position {
    return this.#event.position
  }

  get type(): string {
    return this.#event.type
  }

  get data(): unknown {
    if (this.#data === unread) this.#data = parsed(this.#event.data, 'data')
    return this.#data
  }

  get metadata(): unknown {
    if (this.#metadata === unread)
      this.#metadata = this.#event.metadata === '' ? {} : parsed(this.#event.metadata, 'metadata')
    return this.#metadata
  }

  get createdAt(): string {
    return isoTime(this.#event.createdAtUs)
  }

  get correlationId(): string | undefined {
    return linksIn(this.metadata).correlationId
  }

  get causationId(): string | undefined {
    return linksIn(this.metadata).causationId
  }

  /** For a handler that keeps the whole event in a state. */
  toJSON(): ProjectedEvent {
    const { id, streamId, category, streamVersion, position, type, data, metadata, createdAt } = this
    const { correlationId, causationId } = this
    return {
      ...{ id, streamId, category, streamVersion, position, type, data, metadata, createdAt },
      ...{ correlationId, causationId },
    }
  }
}

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new NotJson(`the event's ${what} is no JSON`, { cause })
  }
}
