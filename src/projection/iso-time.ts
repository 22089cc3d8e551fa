const DAY_MS = 86_400_000

/** The date that was last written: events lie close together, and Date's own way costs as much as all else of an event. */
let lastDay = Number.NaN
let lastDate = ''

/** Milliseconds, and the microseconds behind them only where there are any. */
export function isoTime(microseconds: number): string {
  const ms = Math.floor(microseconds / 1000)
  const day = Math.floor(ms / DAY_MS)
  if (day !== lastDay) {
    lastDate = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length)
    lastDay = day
  }
  const inDay = ms - day * DAY_MS
  const hours = digits(inDay / 3_600_000, 2)
  const minutes = digits((inDay / 60_000) % 60, 2)
  const seconds = digits((inDay / 1000) % 60, 2)
  const rest = microseconds - ms * 1000
  return `${lastDate}${hours}:${minutes}:${seconds}.${digits(inDay % 1000, 3)}${rest === 0 ? '' : digits(rest, 3)}Z`
}

function digits(value: number, count: number): string {
  return String(Math.floor(value)).padStart(count, '0')
}
