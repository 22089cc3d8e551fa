/** ISO 8601 in UTC, to the microsecond: exact. */
export function isoTime(us: number): string {
  const seconds = Math.floor(us / 1_000_000)
  const date = new Date(seconds * 1000)
  const rest = us - seconds * 1_000_000
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  return `${day}T${clock}.${two(Math.floor(rest / 10_000))}${two(Math.floor(rest / 100) % 100)}${two(rest % 100)}Z`
}

const twoDigits = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'))

function two(number: number): string {
  return twoDigits[number] ?? ''
}
