import * as v from 'valibot'
import type { ClientFrame } from '../contract/transport.ts'

/** Most messages that a client may allow ahead of its reading. */
export const MAX_CREDIT = 1024

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const name = v.pipe(v.string(), v.maxLength(100))
const credit = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_CREDIT))

const clientFrame: v.GenericSchema<unknown, ClientFrame> = v.variant('kind', [
  v.strictObject({ kind: v.literal('request'), id, name, input: v.unknown() }),
  v.strictObject({ kind: v.literal('subscribe'), id, name, input: v.unknown(), credit }),
  v.strictObject({ kind: v.literal('credit'), id, credit }),
  v.strictObject({ kind: v.literal('cancel'), id }),
])

/** The frame that `value` is, or nothing when it is none. What a frame carries is decoded by its name's own decoder. */
export function readClientFrame(value: unknown): ClientFrame | undefined {
  const result = v.safeParse(clientFrame, value)
  return result.success ? result.output : undefined
}
