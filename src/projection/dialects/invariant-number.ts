/** Digits that .NET writes before it turns to an exponent, however few a number has. */
const FEWEST_POSITIONS = 15

/** A number as .NET's invariant culture writes it: `1E+15` and `1E-05` where JavaScript has `1000000000000000` and `0.00001`. */
export function invariantNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return Object.is(value, -0) ? '-0' : '0'
  const [mantissa = '', exponentText = ''] = Math.abs(value).toExponential().split('e')
  const exponent = Number(exponentText)
  const sign = value < 0 ? '-' : ''
  const digits = mantissa.replace('.', '')
  const isFixed = exponent > -5 && exponent < Math.max(digits.length, FEWEST_POSITIONS)
  if (isFixed) return sign + fixed(digits, exponent)
  const exponentDigits = String(Math.abs(exponent)).padStart(2, '0')
  return `${sign}${mantissa}E${exponent < 0 ? '-' : '+'}${exponentDigits}`
}

/** Without an exponent, whatever the number's size. */
function fixed(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const rest = digits.slice(exponent + 1)
  return rest === '' ? whole : `${whole}.${rest}`
}
