import type { Event } from '../event.ts'
import type { JsonText } from '../json.ts'
import { type EventLinks, linksIn } from '../metadata.ts'
import { parsedPayload } from './payload-value.ts'
import { foldedJson, splitFolded } from './words.ts'

/** One event while a filter looks at it: each payload is parsed at most once, and only when it is asked for. */
export class EventReading {
  readonly event: Event
  #data: { readonly value: unknown } | undefined
  #metadata: { readonly value: unknown } | undefined
  #folded: string | undefined
  #words: readonly string[] | undefined

  constructor(event: Event) {
    this.event = event
  }

  text(of: 'data' | 'metadata'): JsonText {
    return this.event[of]
  }

  /** Undefined where the text is not JSON. */
  parsed(of: 'data' | 'metadata'): unknown {
    return of === 'data' ? this.#parsedData() : this.#parsedMetadata()
  }

  links(): EventLinks {
    return linksIn(this.#parsedMetadata())
  }

  /** Data with its escapes read, folded. */
  folded(): string {
    this.#folded ??= foldedJson(this.event.data)
    return this.#folded
  }

  words(): readonly string[] {
    this.#words ??= splitFolded(this.folded())
    return this.#words
  }

  #parsedData(): unknown {
    this.#data ??= { value: parsedPayload(this.event.data) }
    return this.#data.value
  }

  #parsedMetadata(): unknown {
    this.#metadata ??= { value: parsedPayload(this.event.metadata) }
    return this.#metadata.value
  }
}
