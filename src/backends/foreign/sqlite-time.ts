const pattern = /^(\d{4}-\d\d-(\d\d))(?:[ T](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)? ?(Z|[+-]\d\d:\d\d)?$/

/**
 * Microseconds since 1970 of a time as SQLite writes it: `YYYY-MM-DD HH:MM:SS`, with or without a fraction, a T, an offset. Without an
 * offset it is UTC. Digits past the microsecond are cut off. Nothing for any other text.
 */
export function sqliteTimeUs(text: string): number | undefined {
  const [, date, day, minutes = '00:00', seconds = '00', fraction = '', zone = 'Z'] = pattern.exec(text) ?? []
  if (date === undefined || !isDayOfMonth(date, Number(day))) return undefined
  const ms = Date.parse(`${date}T${minutes}:${seconds}${zone}`)
  return Number.isNaN(ms) ? undefined : ms * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'))
}

/** Date.parse takes the 30th of February for the 1st of March. */
function isDayOfMonth(date: string, day: number): boolean {
  return day <= 28 || new Date(`${date}T00:00Z`).getUTCDate() === day
}
