const US_PER_MS = 1_000
const US_PER_SECOND = 1_000_000

const long = [
  ['d', 86_400_000_000],
  ['h', 3_600_000_000],
  ['min', 60_000_000],
  ['s', US_PER_SECOND],
] as const

/** A length of time, as in `850 µs`, `12.3 ms`, `4.21 s`, `3 min 20 s` and `12 d 4 h`. `us` is microseconds. */
export function durationText(us: number): string {
  const size = Math.abs(us)
  const text = size < 60 * US_PER_SECOND ? shortText(size) : longText(size)
  return us < 0 ? `−${text}` : text
}

function shortText(us: number): string {
  if (us < US_PER_MS) return `${Math.round(us)} µs`
  if (us < US_PER_SECOND) return `${threeDigits(us / US_PER_MS)} ms`
  return `${threeDigits(us / US_PER_SECOND)} s`
}

/** In the two largest units, what is below left away. */
function longText(us: number): string {
  const at = long.findIndex(([, size]) => us >= size)
  const [unit, size] = long[at] ?? long[3]
  const [below, belowSize] = long[at + 1] ?? long[3]
  const rest = Math.floor((us % size) / belowSize)
  return `${Math.floor(us / size)} ${unit}${rest === 0 ? '' : ` ${rest} ${below}`}`
}

/** Never more than it is: 999.9 stays below a thousand. */
function threeDigits(value: number): string {
  const digits = value < 10 ? 100 : value < 100 ? 10 : 1
  return String(Math.floor(value * digits) / digits)
}
