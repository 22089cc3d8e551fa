import type { EventRow } from '../../core/log-index.ts'

/** How fast one can play the history: in events a second, or with the gaps there really were, so many times as fast. */
export const playSpeeds = [1, 10, 100, 1_000, 10_000, '×1', '×10', '×100', '×1000'] as const

export type PlaySpeed = (typeof playSpeeds)[number]

/** Longest that playing waits for the next event. */
export const MAX_WAIT_MS = 2000

/** What is there to be done at one moment of playing. */
export interface PaceStep {
  /** The last event that is due by then and was not before. */
  readonly event?: EventRow
  /** Every event there is has been due. */
  readonly ended?: true
  /** The gap that is waited in, in microseconds, where it is cut short to {@link MAX_WAIT_MS}. */
  readonly shortenedUs?: number
}

/** Where playing began: with the event of a row of the whole log, 0 for before the first. */
interface PaceStart {
  readonly row: number
  readonly atMs: number
}

/** Rows of the whole log from one on, at most so many. */
type ReadRows = (fromRow: number, limit: number) => Promise<readonly EventRow[]>

/** Says what is due; `nowMs` never falls from call to call. */
export type Pace = (nowMs: number) => Promise<PaceStep>

const PAGE = 500

export function paceOf(speed: PlaySpeed, start: PaceStart, readRows: ReadRows): Pace {
  return typeof speed === 'number'
    ? steadyPace(speed, start, readRows)
    : gapPace(Number(speed.slice(1)), start, readRows)
}

function steadyPace(eventsPerSecond: number, { row: first, atMs }: PaceStart, readRows: ReadRows): Pace {
  let last = first
  return async (nowMs) => {
    const row = first + Math.floor(((nowMs - atMs) / 1000) * eventsPerSecond)
    if (row <= last) return {}
    last = row
    const [event, next] = await readRows(row, 2)
    return event === undefined || next === undefined ? { ended: true } : { event }
  }
}

interface Due {
  readonly event: EventRow
  readonly atMs: number
  readonly shortenedUs: number | undefined
}

function gapPace(times: number, start: PaceStart, readRows: ReadRows): Pace {
  let waiting: readonly Due[] = []
  let row = start.row
  let before: { readonly atUs: number; readonly atMs: number } | undefined

  async function readOn(): Promise<void> {
    if (before === undefined && row > 0) {
      const [event] = await readRows(row, 1)
      if (event) before = { atUs: event.createdAtUs, atMs: start.atMs }
    }
    const events = await readRows(row + 1, PAGE)
    waiting = events.map((event) => {
      const { atUs, atMs } = before ?? { atUs: event.createdAtUs, atMs: start.atMs }
      const gapUs = Math.max(0, event.createdAtUs - atUs)
      const waitMs = gapUs / 1000 / times
      before = { atUs: Math.max(atUs, event.createdAtUs), atMs: atMs + Math.min(MAX_WAIT_MS, waitMs) }
      return { event, atMs: before.atMs, shortenedUs: waitMs > MAX_WAIT_MS ? gapUs : undefined }
    })
    row += events.length
  }

  return async (nowMs) => {
    if (waiting.length === 0) await readOn()
    if (waiting.length === 0) return { ended: true }
    const due = waiting.filter(({ atMs }) => atMs <= nowMs)
    waiting = waiting.slice(due.length)
    const last = due.at(-1)
    const shortenedUs = waiting[0]?.shortenedUs
    return { ...(last && { event: last.event }), ...(shortenedUs !== undefined && { shortenedUs }) }
  }
}
