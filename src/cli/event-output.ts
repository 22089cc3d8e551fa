import type { Event } from '../core/event.ts'
import { eventLine } from '../core/event-line.ts'
import { EventTable, type ShownCapabilities } from './event-table.ts'
import type { Terminal } from './terminal.ts'

/** `table` is for people; `json` is one array. */
export type EventFormat = 'table' | 'ndjson' | 'json'

/** Writes events page by page as they come. */
export class EventOutput {
  readonly #format: EventFormat
  readonly #terminal: Terminal
  readonly #table = new EventTable()
  #written = 0

  constructor(format: EventFormat, terminal: Terminal) {
    this.#format = format
    this.#terminal = terminal
  }

  /** How many events were written. */
  get written(): number {
    return this.#written
  }

  /** Resolves when the next page may come. @throws the signal's reason */
  async write(events: readonly Event[], capabilities: ShownCapabilities, signal: AbortSignal): Promise<void> {
    if (events.length === 0) return
    this.#terminal.out(this.#text(events, capabilities))
    this.#written += events.length
    await this.#terminal.drained(signal)
  }

  /** Ends what was begun: an array without events is written here. */
  end(): void {
    if (this.#format === 'json') this.#terminal.out(this.#written === 0 ? '[]' : ']')
  }

  #text(events: readonly Event[], capabilities: ShownCapabilities): string {
    switch (this.#format) {
      case 'table':
        return this.#table.lines(events, capabilities).join('\n')
      case 'ndjson':
        return events.map(eventLine).join('\n')
      case 'json':
        return `${this.#written === 0 ? '[' : ','}${events.map(eventLine).join('\n,')}`
    }
  }
}
