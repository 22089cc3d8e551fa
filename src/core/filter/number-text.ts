/** A text that is a number in JSON's grammar, whole. */
export function isNumberText(text: string): boolean {
  return /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(text)
}

/**
 * Which of two numbers in JSON's grammar is larger, exactly, whatever their length: below 0 where `a` is smaller, above 0 where it is larger.
 * Exponents are compared, never written out.
 */
export function compareNumberTexts(a: string, b: string): number {
  const first = decimalOf(a)
  const second = decimalOf(b)
  if (first.sign !== second.sign) return first.sign - second.sign
  if (first.sign === 0) return 0
  return first.sign > 0 ? compareMagnitudes(first, second) : compareMagnitudes(second, first)
}

/** `sign` × 0.`digits` × 10^(`exponent` + `shift`). */
interface Decimal {
  readonly sign: -1 | 0 | 1
  /** Neither begins nor ends in 0. */
  readonly digits: string
  /** As written, without zeros in front. */
  readonly exponent: { readonly negative: boolean; readonly digits: string }
  readonly shift: number
}

/** From this many digits on an exponent's length alone says which is larger, if the lengths differ by more than one: shifts have fewer than 10. */
const LONG_EXPONENT = 25

function decimalOf(text: string): Decimal {
  const negative = text.startsWith('-')
  const e = text.search(/[eE]/)
  const [whole = '', fraction = ''] = text.slice(negative ? 1 : 0, e < 0 ? undefined : e).split('.')
  const written = whole + fraction
  const first = firstOther(written, '0')
  const digits = written.slice(first, endWithout(written, '0'))
  const exponent = e < 0 ? '' : text.slice(e + 1)
  return {
    sign: digits === '' ? 0 : negative ? -1 : 1,
    digits,
    exponent: { negative: exponent.startsWith('-'), digits: withoutLeadingZeros(exponent.replace(/^[+-]/, '')) },
    shift: whole.length - first,
  }
}

function compareMagnitudes(a: Decimal, b: Decimal): number {
  const places = comparePlaces(a, b)
  if (places !== 0) return places
  return a.digits === b.digits ? 0 : a.digits < b.digits ? -1 : 1
}

function comparePlaces(a: Decimal, b: Decimal): number {
  const lengthA = a.exponent.digits.length
  const lengthB = b.exponent.digits.length
  if (Math.max(lengthA, lengthB) >= LONG_EXPONENT && Math.abs(lengthA - lengthB) > 1) {
    const { negative } = lengthA > lengthB ? a.exponent : b.exponent
    return lengthA > lengthB === negative ? -1 : 1
  }
  const placesA = placesOf(a)
  const placesB = placesOf(b)
  return placesA === placesB ? 0 : placesA < placesB ? -1 : 1
}

function placesOf({ exponent, shift }: Decimal): bigint {
  const written = BigInt(exponent.digits)
  return (exponent.negative ? -written : written) + BigInt(shift)
}

function withoutLeadingZeros(digits: string): string {
  return digits.slice(firstOther(digits, '0'))
}

function firstOther(text: string, character: string): number {
  let at = 0
  while (text[at] === character) at++
  return at
}

function endWithout(text: string, character: string): number {
  let end = text.length
  while (end > 0 && text[end - 1] === character) end--
  return end
}
