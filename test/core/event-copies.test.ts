import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Event, position, streamVersion } from '../../src/core/event.ts'
import { copyForms, copyOf, whyNoCopy } from '../../src/core/event-copies.ts'
import type { JsonText } from '../../src/core/json.ts'
import { readMask } from '../../src/core/mask.ts'
import { EventBuilder } from '../../src/library/epoch.ts'
import { readFixture } from '../../src/library/read-fixture.ts'

function event(data: string): Event {
  const builder = new EventBuilder().stream('order-1').type('OrderPlaced').id('o-1').createdAtUs(1_772_360_551_123_456)
  const made = builder.schemaVersion(3).dataText(data).metadata({ ip: '10.0.0.1', correlationId: 'c-1' }).build()
  return { ...made, position: position(7), version: streamVersion(2) }
}

const email = '{"customer":{"email":"ada@example.org"},"n":12345678901234567890}'

test('the code makes the same event again with what applications import', () => {
  fc.assert(
    fc.property(fc.json(), (data) => {
      const { position: _, version: __, ...stored } = event(data)
      const make = new Function('EventBuilder', `return ${copyOf(event(data), 'code', [])}`)
      expect(make(EventBuilder)).toEqual(stored)
    }),
  )
})

test('a line of a fixture is read as the same event at the same place', () => {
  fc.assert(
    fc.property(fc.json(), (data) => {
      expect(readFixture(copyOf(event(data), 'fixture', []))).toEqual([event(data)])
    }),
  )
})

test('no form has what is masked', () => {
  const masks = [readMask('data.customer.email'), readMask('meta.ip')]
  for (const form of copyForms) {
    const copy = copyOf(event(email), form, masks)
    expect(copy).not.toContain('ada@')
    expect(copy).not.toContain('10.0.0.1')
    expect(copy).toContain('***')
  }
})

test('data and metadata are copied as they are stored', () => {
  expect(copyOf(event(email), 'data', [])).toBe(email)
  expect(copyOf(event(email), 'metadata', [])).toBe('{"ip":"10.0.0.1","correlationId":"c-1"}')
})

test('what has been purged or is no JSON is copied in no form that needs it', () => {
  const purged = { data: '' as JsonText, metadata: '' as JsonText }
  const broken = { data: '{"a"' as JsonText, metadata: '' as JsonText }
  expect(copyForms.map((form) => whyNoCopy(purged, form) === '')).toEqual([false, false, false, false, false])
  expect(copyForms.map((form) => whyNoCopy(broken, form) === '')).toEqual([true, false, false, false, false])
  expect(copyForms.map((form) => whyNoCopy(event(email), form))).toEqual(['', '', '', '', ''])
})
