import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeFrame, FrameDecoder } from '../../src/contract/frame-codec.ts'
import { type Frame, MAX_WIRE_CHARACTERS } from '../../src/contract/transport.ts'

function decoded(texts: readonly string[]): unknown[] {
  const decoder = new FrameDecoder()
  return texts.flatMap((text) => {
    const frame = decoder.push(text)
    return frame ? [frame.value] : []
  })
}

describe('the frame codec', () => {
  test('a small frame crosses as one text of JSON', () => {
    const frame: Frame = { kind: 'request', id: 1, name: 'host.info', input: {} }
    expect(encodeFrame(frame)).toEqual([JSON.stringify(frame)])
  })

  test('a large frame crosses in parts that each survive UTF-8, and is whole again', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3 }), fc.nat({ max: 7 }), (pad, extra) => {
        const frame: Frame = {
          kind: 'output',
          id: 9,
          output: `${'x'.repeat(pad)}${'😀'.repeat(MAX_WIRE_CHARACTERS / 2 + extra)}`,
        }
        const texts = encodeFrame(frame)
        expect(texts.length).toBeGreaterThan(1)
        expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(MAX_WIRE_CHARACTERS + 1)
        expect(texts.every((text) => text.isWellFormed())).toBe(true)
        expect(decoded(texts)).toEqual([frame])
      }),
      { numRuns: 20 },
    )
  })

  test('frames before and after a large one are their own', () => {
    const small: Frame = { kind: 'end', id: 1 }
    const large: Frame = { kind: 'message', id: 2, message: 'x'.repeat(3 * MAX_WIRE_CHARACTERS) }
    expect(decoded([...encodeFrame(small), ...encodeFrame(large), ...encodeFrame(small)])).toEqual([
      small,
      large,
      small,
    ])
  })

  test('parts without an end are not kept beyond the largest frame', () => {
    const decoder = new FrameDecoder()
    const part = `+${'x'.repeat(8 * 1024 * 1024)}`
    expect(() => {
      for (let i = 0; i < 100; i++) decoder.push(part)
    }).toThrow(RangeError)
  })
})
