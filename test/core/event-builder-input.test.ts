import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EpochError } from '../../src/core/errors.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { JsonObject, JsonValue } from '../../src/core/json.ts'

type Step = (builder: EventBuilder) => EventBuilder

/** Text as it comes from anywhere: half surrogate pairs, control characters, JSON and what is nearly JSON. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({ minLength: 500, maxLength: 600 }),
  fc.constantFrom('', '\0', '\ud800', '__proto__', '{}', '[1e400]', '{"a":1,"a":2}', '{', '"\\ud800"', '-0', ' null '),
  fc.json(),
  fc.nat({ max: 600 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
  fc.nat({ max: 400 }).map((digits) => '9'.repeat(digits)),
)

const anyNumber = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, 2 ** 53, -(2 ** 53), Number.NaN))

// The type excludes some of these; callers in JavaScript give them all the same.
const anyValue: fc.Arbitrary<JsonValue> = fc
  .oneof(fc.anything(), fc.nat({ max: 20_000 }).map(nested), fc.constant(ring()))
  .map((value) => value as JsonValue)

const anyObject: fc.Arbitrary<JsonObject> = fc
  .oneof(fc.object(), fc.constant(ring()))
  .map((value) => value as JsonObject)

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.stream(text),
  ),
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.type(text),
  ),
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.id(text),
  ),
  anyNumber.map(
    (version): Step =>
      (builder) =>
        builder.schemaVersion(version),
  ),
  anyNumber.map(
    (us): Step =>
      (builder) =>
        builder.createdAtUs(us),
  ),
  anyNumber.map(
    (ms): Step =>
      (builder) =>
        builder.createdAt(new Date(ms)),
  ),
  anyValue.map(
    (value): Step =>
      (builder) =>
        builder.data(value),
  ),
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.dataText(text),
  ),
  anyObject.map(
    (value): Step =>
      (builder) =>
        builder.metadata(value),
  ),
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.metadataText(text),
  ),
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.causationId(text),
  ),
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.correlationId(text),
  ),
  anyText.map(
    (text): Step =>
      (builder) =>
        builder.actorId(text),
  ),
)

function nested(depth: number): JsonValue {
  let value: JsonValue = null
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

function ring(): object {
  const value: Record<string, unknown> = {}
  value['itself'] = value
  return value
}

/** @returns whether `work` did what it should; anything but an EpochError passes through */
function succeeds(work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (error instanceof EpochError) return false
    throw error
  }
}

describe('whatever EventBuilder is given', () => {
  test('it throws nothing but an EpochError, and what it builds is legal', () => {
    let built = 0
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 6 }), (steps) => {
        let builder = new EventBuilder().stream('order-1').type('OrderPlaced')
        for (const step of steps)
          succeeds(() => {
            builder = step(builder)
          })
        const whole = succeeds(() => {
          const event = builder.build()
          built++
          expect(event.stream.isWellFormed() && event.type.isWellFormed() && event.id.isWellFormed()).toBe(true)
          expect(Number.isSafeInteger(event.createdAtUs)).toBe(true)
          JSON.parse(event.data)
          expect(JSON.parse(event.metadata)).toBeTypeOf('object')
        })
        if (!whole) expect(steps.length).toBeGreaterThan(0)
      }),
      { numRuns: 1000, seed: 10 },
    )
    expect(built).toBeGreaterThan(900)
  })

  test.each([
    { what: 'a ring', value: ring() },
    { what: 'a BigInt', value: 1n },
    { what: 'nothing', value: undefined },
    { what: 'twenty thousand levels', value: nested(20_000) },
  ])('$what is refused as data', ({ value }) => {
    expect(() => new EventBuilder().data(value as JsonValue)).toThrow(EpochError)
  })
})
