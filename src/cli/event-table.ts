import type { Event } from '../core/event.ts'
import type { StoreCapabilities } from '../core/event-store-backend.ts'
import { isoTime } from '../core/iso-time.ts'
import { previewOf } from '../core/log-index.ts'
import { printable } from './terminal.ts'

/** A column grows with what is in it up to this many characters; what is longer sticks out of its line. */
const WIDEST_COLUMN = 48
const PREVIEW_CHARACTERS = 100

export type ShownCapabilities = Pick<StoreCapabilities, 'firstVersion' | 'time'>

/** Events as lines for people: position, time, stream@version, type and the beginning of the data, one below the other. */
export class EventTable {
  #positionWidth = 0
  #streamWidth = 0
  #typeWidth = 0

  /** Versions are those that the store's own users know; a time that it does not know is a dash. */
  lines(events: readonly Event[], { firstVersion, time }: ShownCapabilities): readonly string[] {
    const rows = events.map((event) => ({
      position: String(event.position),
      time: time ? isoTime(event.createdAtUs) : '-',
      stream: printable(`${event.stream}@${event.version - 1 + firstVersion}`),
      type: printable(event.type),
      preview: printable(shortened(event.data)),
    }))
    this.#positionWidth = widest(
      this.#positionWidth,
      rows.map(({ position }) => position),
    )
    this.#streamWidth = widest(
      this.#streamWidth,
      rows.map(({ stream }) => stream),
    )
    this.#typeWidth = widest(
      this.#typeWidth,
      rows.map(({ type }) => type),
    )
    return rows.map(
      ({ position, time, stream, type, preview }) =>
        `${position.padStart(this.#positionWidth)}  ${time}  ${stream.padEnd(this.#streamWidth)}  ${type.padEnd(this.#typeWidth)}  ${preview}`,
    )
  }
}

function widest(before: number, texts: readonly string[]): number {
  return texts.reduce((most, { length }) => (length > most && length <= WIDEST_COLUMN ? length : most), before)
}

function shortened(data: string): string {
  const preview = previewOf(data)
  const line = preview.replace(/\s+/g, ' ')
  const shown = line.slice(0, PREVIEW_CHARACTERS).toWellFormed()
  return preview.length < data.length || shown.length < line.length ? `${shown}…` : shown
}
