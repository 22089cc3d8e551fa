import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOfId, NO_HASH } from '../../src/backends/id-hash.ts'
import { linkHashesOf } from '../../src/backends/link-hashes.ts'
import type { JsonText } from '../../src/core/json.ts'
import { linksOf } from '../../src/core/metadata.ts'

function hashesByParsing(metadata: string) {
  const { causationId, correlationId } = linksOf(metadata as JsonText)
  return {
    cause: causationId === undefined ? NO_HASH : hashOfId(causationId),
    correlation: correlationId === undefined ? NO_HASH : hashOfId(correlationId),
  }
}

test.each([
  '',
  '{}',
  '{"causationId":"a","correlationId":"b"}',
  '{"causationId" :\n "a", "correlationId":\t""}',
  '{"causationId":"a","causationId":"b"}',
  '{"causationId":"a","causationId":null}',
  '{"causationId":7,"correlationId":["b"]}',
  '{"causationId":"a","about":"causationId"}',
  '{"about":"causationId","causationId":"a"}',
  '{"inside":{"causationId":"a"},"correlationId":"b"}',
  '{"causationId":"a","inside":{"causationId":"b"}}',
  '{"causationId":"{","correlationId":"b"}',
  '["causationId","a"]',
  '[{"causationId":"a"}]',
  ' {"causationId":"a"}',
  '"causationId"',
  String.raw`{"causationId":"a\"b"}`,
  String.raw`{"\u0063ausationId":"a"}`,
  String.raw`{"x":"\",\"causationId\":\"a"}`,
])('the links in %s have the hashes that parsing gives them', (metadata) => {
  expect(linkHashesOf(metadata as JsonText)).toEqual(hashesByParsing(metadata))
})

test('the links in any metadata have the hashes that parsing gives them (seed 3)', () => {
  const word = fc.constantFrom('causationId', 'correlationId', 'a', 'ationId', '{', '\\', '"', ':')
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      word,
      fc.constantFrom(null, 7, true),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.array(fc.tuple(word, tie('value')), { maxLength: 4 }).map((members) => Object.fromEntries(members)),
    ),
  }))
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 1), (metadata, indent) => {
      const text = JSON.stringify(metadata, undefined, indent)
      expect(linkHashesOf(text as JsonText)).toEqual(hashesByParsing(text))
    }),
    { seed: 3, numRuns: 3000 },
  )
})

test('ids that differ in case alone have the same hash, and none has that of no id', () => {
  expect(hashOfId('018F2F6E-7B1C-7000-8000-000000000001')).toBe(hashOfId('018f2f6e-7b1c-7000-8000-000000000001'))
  expect(hashOfId('a')).not.toBe(hashOfId('b'))
  expect(hashOfId('')).not.toBe(NO_HASH)
})
