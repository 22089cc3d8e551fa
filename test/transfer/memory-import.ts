import { type NewEvent, type Position, position } from '../../src/core/event.ts'
import type { EventImport, ImportCount, ImportedEvent } from '../../src/core/event-import.ts'

/** An import that keeps its events in memory, by the rules that every store's import has. */
export class MemoryImport implements EventImport {
  readonly events: NewEvent[] = []
  state: 'open' | 'finished' | 'abandoned' = 'open'
  readonly #byId = new Map<string, NewEvent>()

  async add(events: readonly ImportedEvent[]): Promise<ImportCount> {
    const conflicts: NewEvent[] = []
    let known = 0
    for (const event of events) {
      const there = this.#byId.get(event.id)
      if (there === undefined) {
        this.#byId.set(event.id, event)
        this.events.push(event)
      } else if (isSame(there, event)) known += 1
      else conflicts.push(structuredClone(event))
    }
    return { added: events.length - known - conflicts.length, known, conflicts }
  }

  async finish(): Promise<Position> {
    this.state = 'finished'
    return position(this.events.length)
  }

  async abandon(): Promise<void> {
    this.state = 'abandoned'
  }

  has(id: string): boolean {
    return this.#byId.has(id)
  }
}

function isSame(there: NewEvent, { timeIsMade, ...event }: ImportedEvent): boolean {
  const { id, stream, type, schemaVersion, createdAtUs, data, metadata } = event
  const time = timeIsMade ? there.createdAtUs : createdAtUs
  const asThere = { id, stream, type, schemaVersion, createdAtUs: time, data, metadata }
  return (Object.keys(asThere) as (keyof typeof asThere)[]).every((member) => there[member] === asThere[member])
}
