import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventBuilder } from '../../src/core/event-builder.ts'
import { type CodedEvent, eventBuilderCode } from '../../src/core/event-builder-code.ts'
import type { JsonText } from '../../src/core/json.ts'

/** What the code makes, run as an application would. */
function built(code: string) {
  return (
    new Function('EventBuilder', `return ${code}`) as (
      builder: typeof EventBuilder,
    ) => ReturnType<EventBuilder['build']>
  )(EventBuilder)
}

const json = (text: string) => text as JsonText

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => /^[^\p{Cc}]+$/u.test(text))

const member = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('__proto__'))

const dataText = fc
  .oneof(fc.jsonValue(), fc.dictionary(member, fc.jsonValue()))
  .chain((value) => fc.constantFrom(JSON.stringify(value), JSON.stringify(value, null, 3)))

test('the code makes an event with the very same stream, type, id, time, data and metadata', () => {
  fc.assert(
    fc.property(name, name, name, fc.integer(), dataText, (stream, type, id, createdAtUs, data) => {
      const metadata = json(`{"of":${data}}`)
      const event: CodedEvent = { stream, type, id: `id-${id}`, createdAtUs, data: json(data), metadata }
      expect(built(eventBuilderCode(event))).toMatchObject(event)
    }),
  )
})

test('a number beyond 2^53 stays what it is', () => {
  const data = json('{"n":12345678901234567890}')
  const code = eventBuilderCode({ stream: 'order-1', type: 'Paid', data, metadata: json('') })
  expect(code).toContain(`.dataText('{"n":12345678901234567890}')`)
  expect(built(code).data).toBe(data)
})

test('the code reads as somebody would have written it', () => {
  const code = eventBuilderCode({
    stream: 'order-17',
    type: 'OrderPlaced',
    data: json('{"cents":1250}'),
    metadata: json('{}'),
  })
  expect(code).toBe(
    [
      'new EventBuilder()',
      "  .stream('order-17')",
      "  .type('OrderPlaced')",
      '  .data({',
      '    "cents": 1250',
      '  })',
      '  .build()',
    ].join('\n'),
  )
})
