import { type JsonCase, listed, type NamedTexts, quoted } from './json-case.ts'

/** Readers of JSON may differ on these; what this one does is written beside each. */
export const decidedJson: readonly (JsonCase & {
  readonly decision: 'kept' | 'warned' | 'import-bad-utf8' | 'import-too-deep'
})[] = [
  ...decided('kept', [
    ['a number too large for a double', '1e400'],
    ['a negative number too large for a double', '-1e400'],
    ['a number too small for a double', '1e-400'],
    ['a number with a huge power', '0.4e0066999999999999999999999999999999999999999999999'],
    ['a number with a huge negative power', '1e-9999999999999999999999999'],
    ['an integer of 30 digits', '123456789012345678901234567890'],
    ['a negative integer of 30 digits', '-123456789012345678901234567890'],
    ['an integer past the safe ones', '9007199254740993'],
    ['a negative integer past the safe ones', '-9007199254740993'],
    ['a decimal of 400 digits', `0.${'123456789'.repeat(45)}`],
    ['half a pair of surrogates, the first', '"\\ud800"'],
    ['half a pair of surrogates, the last', '"\\udc00"'],
    ['half a pair of surrogates in a text', '"a\\uD800b"'],
    ['a pair of surrogates the wrong way round', '"\\udc00\\ud800"'],
    ['the first half twice', '"\\ud800\\ud800"'],
    ["the first half and a letter's escape", '"\\ud800\\u0061"'],
    ['the first half and a short escape', '"\\ud800\\n"'],
    ['half a pair of surrogates in a key', '{"\\udfaa":0}'],
    ['500 levels', `${'['.repeat(500)}${']'.repeat(500)}`],
    ['a noncharacter of another plane', '"\u{1ffff}"'],
  ]),
  ...decided('warned', [
    ['a key twice', '{"a":1,"a":2}'],
    ['a key and value twice', '{"a":1,"a":1}'],
    ['an empty key twice', '{"":1,"":2}'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}'],
    ['a key twice deep down', '[[{"b":[{"a":1,"c":2,"a":3}]}]]'],
  ]),
  ...decided('import-too-deep', [
    ['600 arrays', `${'['.repeat(600)}${']'.repeat(600)}`],
    ['600 objects', `${'{"a":'.repeat(600)}1${'}'.repeat(600)}`],
    ['100,000 open arrays', '['.repeat(100_000)],
    ['100,000 open objects', '{"":'.repeat(100_000)],
  ]),
  ...decided('import-bad-utf8', [
    ['a continuation byte alone', quoted(0x81)],
    ['a letter of ISO 8859-1', quoted(0xe9)],
    ['a character cut off', quoted(0xe0, 0xff)],
    ['two bytes of three', quoted(0xe2, 0x82)],
    ['an overlong form of two bytes', quoted(0xc0, 0xaf)],
    ['an overlong form of three bytes', quoted(0xe0, 0x80, 0xaf)],
    ['an overlong form of six bytes', quoted(0xfc, 0x83, 0xbf, 0xbf, 0xbf, 0xbf)],
    ['a code point past the last', quoted(0xf4, 0xbf, 0xbf, 0xbf)],
    ['half a pair of surrogates as bytes', quoted(0xed, 0xa0, 0x80)],
    ['a pair of surrogates as bytes', quoted(0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80)],
    ['bytes that are no UTF-8 at all', quoted(0xff, 0xfe, 0xfd)],
  ]),
]

function decided<const Decision>(
  decision: Decision,
  cases: NamedTexts,
): readonly (JsonCase & { readonly decision: Decision })[] {
  return listed(cases).map((one) => ({ ...one, decision }))
}
