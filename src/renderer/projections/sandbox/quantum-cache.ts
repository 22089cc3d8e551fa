import type { Event, Position } from '../../../core/event.ts'

/** What an event takes besides its texts, roughly. */
const EVENT_BYTES = 200

interface Quantum {
  readonly events: readonly Event[]
  readonly bytes: number
}

/** The events of whole quanta, by the position before their first. Holds a number of bytes, and lets go of what was longest unused. */
export class QuantumCache {
  readonly #limitBytes: number
  /** In order of use, the latest last. */
  readonly #quanta = new Map<Position, Quantum>()
  #bytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  put(after: Position, events: readonly Event[]): void {
    this.#remove(after)
    const bytes = events.reduce((sum, event) => sum + bytesOf(event), 0)
    this.#quanta.set(after, { events, bytes })
    this.#bytes += bytes
    for (const oldest of this.#quanta.keys()) {
      if (this.#bytes <= this.#limitBytes || oldest === after) break
      this.#remove(oldest)
    }
  }

  get(after: Position): readonly Event[] | undefined {
    const found = this.#quanta.get(after)
    if (found === undefined) return undefined
    this.#quanta.delete(after)
    this.#quanta.set(after, found)
    return found.events
  }

  #remove(after: Position): void {
    this.#bytes -= this.#quanta.get(after)?.bytes ?? 0
    this.#quanta.delete(after)
  }
}

function bytesOf({ data, metadata, stream, type, id }: Event): number {
  return data.length + metadata.length + stream.length + type.length + id.length + EVENT_BYTES
}
