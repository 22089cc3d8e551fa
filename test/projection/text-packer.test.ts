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
