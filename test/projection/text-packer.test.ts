import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextPacker } from '../../src/projection/text-packer.ts'
import { codec } from './projection-log.ts'

test('each text is where the one before it ends, whatever its characters', () => {
  const packer = new TextPacker(codec.encoder)
  const text = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.integer({ min: 0, max: 40_000 }).map((length) => 'é'.repeat(length)),
  )
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
      const { bytes, ends } = packer.pack(texts)
      expect(ends.map((end, at) => codec.decoder.decode(bytes.subarray(ends[at - 1] ?? 0, end)))).toEqual(texts)
      expect(bytes.length).toBe(ends.at(-1) ?? 0)
    }),
    { numRuns: 200, seed: 128 },
  )
})

test('texts of many millions of characters are packed too, and their memory is not kept', () => {
  const packer = new TextPacker(codec.encoder)
  const large = `${'é'.repeat(30_000_000)}🗝`
  const { bytes, ends } = packer.pack(['a', large])
  expect(ends).toEqual([1, 60_000_005])
  expect(bytes.length).toBe(60_000_005)
  expect(codec.decoder.decode(bytes.subarray(-6))).toBe('é🗝')
  expect(packer.pack(['a']).bytes.buffer.byteLength).toBeLessThan(1_000_000)
})
