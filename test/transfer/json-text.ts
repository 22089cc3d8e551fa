import fc from 'fast-check'

const digits = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength })

const whole = fc.oneof(
  fc.constant('0'),
  fc.tuple(fc.constantFrom(...'123456789'), fc.oneof(fc.constant(''), digits(400))).map((parts) => parts.join('')),
)
const fraction = fc.oneof(
  fc.constant(''),
  digits(400).map((text) => `.${text}`),
)
const exponent = fc.oneof(
  fc.constant(''),
  fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E+', 'e-', 'E-'), digits(20)).map((parts) => parts.join('')),
)
const number = fc.tuple(fc.constantFrom('', '-'), whole, fraction, exponent).map((parts) => parts.join(''))

const plainCharacter = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .filter((text) => text >= ' ' && text !== '"' && text !== '\\')
const shortEscape = fc.constantFrom(...'"\\/bfnrt').map((letter) => `\\${letter}`)
/** Any code unit as an escape, half surrogate pairs too. */
const unitEscape = fc
  .tuple(fc.integer({ min: 0, max: 0xffff }), fc.boolean())
  .map(([unit, isUpper]) => unit.toString(16).padStart(4, '0')[isUpper ? 'toUpperCase' : 'toLowerCase']())
  .map((hex) => `\\u${hex}`)
const string = fc
  .array(fc.oneof({ weight: 5, arbitrary: plainCharacter }, shortEscape, unitEscape), { maxLength: 12 })
  .map((parts) => `"${parts.join('')}"`)

/** White space that stays on its line. */
const space = fc.oneof({ weight: 5, arbitrary: fc.constant('') }, fc.constantFrom(' ', '\t', '   '))
/** Few enough that a key is often there twice. */
const key = fc.oneof(fc.constantFrom('"a"', '"b"', '"\\u0061"', '"__proto__"', '""'), string)

const { value, object } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    number,
    string,
    fc.constantFrom('true', 'false', 'null'),
    fc
      .tuple(space, fc.array(fc.tuple(space, tie('value'), space), { maxLength: 4 }))
      .map(([gap, items]) => `[${joined(gap, items)}]`),
    tie('object'),
  ),
  object: fc
    .tuple(space, fc.array(fc.tuple(space, key, space, fc.constant(':'), space, tie('value'), space), { maxLength: 4 }))
    .map(([gap, members]) => `{${joined(gap, members)}}`),
}))

function joined(gap: string, items: readonly (readonly string[])[]): string {
  return items.length === 0 ? gap : items.map((item) => item.join('')).join(',')
}

/** Any JSON on one line as it may be written: numbers of hundreds of digits, every escape, keys in any order and twice, space anywhere. */
export const jsonText: fc.Arbitrary<string> = value

/** Any JSON object so written. */
export const objectText: fc.Arbitrary<string> = object
