import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64Text } from '../../../src/projection/dialects/base64-text.ts'

test('any text comes back of its base64', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(base64Text(Buffer.from(text).toString('base64'))).toBe(text)
    }),
  )
})

test('bytes that are no UTF-8 are replaced, one by one', () => {
  expect(base64Text(Buffer.from([0x61, 0xff, 0xc3, 0x62, 0xe2, 0x82]).toString('base64'))).toBe(
    'a\uFFFD\uFFFDb\uFFFD\uFFFD',
  )
})

test('of any bytes there is a text', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(base64Text(Buffer.from(bytes).toString('base64'))).toBeTypeOf('string')
    }),
  )
})
