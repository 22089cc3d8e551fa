import { expect, test } from 'vitest'
import type { JsonText } from '../../src/core/json.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { isoTime } from '../../src/projection/iso-time.ts'
import { NotJson, projectEvent } from '../../src/projection/project-event.ts'
import { cellAt, eventAt, foldAll } from './projection-log.ts'

test('an event is seen with its data and metadata parsed, its links and its time', () => {
  const metadata = '{"correlationId":"c","causationId":7,"note":"n"}' as JsonText
  const event = { ...eventAt(3, { stream: 'order-17', data: { cents: 5 } }), metadata }
  expect(projectEvent(event)).toMatchObject({
    id: 'e3',
    streamId: 'order-17',
    category: 'order',
    streamVersion: 3,
    position: 3,
    type: 'Counted',
    data: { cents: 5 },
    metadata: { correlationId: 'c', causationId: 7, note: 'n' },
    createdAt: '2023-11-14T22:13:23.000Z',
    correlationId: 'c',
    causationId: undefined,
  })
})

test('metadata that the store does not have is an empty object', () => {
  expect(projectEvent(eventAt(1)).metadata).toEqual({})
})

test.each(['7', 'null', '["correlationId"]', '{"__proto__":{"correlationId":"x"}}'])(
  'metadata %s names no links',
  (metadata) => {
    expect(projectEvent({ ...eventAt(1), metadata: metadata as JsonText }).correlationId).toBeUndefined()
  },
)

test('what is no JSON shows where it is asked for, and not before', () => {
  const projected = projectEvent({ ...eventAt(1), data: '{' as JsonText })
  expect(projected.type).toBe('Counted')
  expect(() => projected.data).toThrow(NotJson)
})

test('a state may hold it whole, and keeps all its members', async () => {
  const projection = epochProjection({
    name: 'n',
    init: () => ({ events: [] }),
    apply: (state: { events: unknown[] }, e: unknown) => void state.events.push(e),
  })
  const events = Array.from({ length: 300 }, (_, at) => eventAt(at + 1, { stream: `s-${at % 100}`, data: { at } }))
  const engine = await foldAll(projection, events)
  expect(engine.failures.count).toBe(0)
  for (const at of [256, 300])
    expect(JSON.parse((await cellAt(engine, at, 's-0'))?.json ?? '').events[1]).toEqual({
      id: 'e101',
      streamId: 's-0',
      category: 's',
      streamVersion: 101,
      position: 101,
      type: 'Counted',
      data: { at: 100 },
      metadata: {},
      createdAt: '2023-11-14T22:15:01.000Z',
    })
})

test('it cannot be changed', () => {
  expect(() => Object.assign(projectEvent(eventAt(1)), { type: 'Other' })).toThrow(TypeError)
})

test.each([
  [0, '1970-01-01T00:00:00.000Z'],
  [1_700_000_000_123_456, '2023-11-14T22:13:20.123456Z'],
  [1_700_000_000_123_000, '2023-11-14T22:13:20.123Z'],
  [-1, '1969-12-31T23:59:59.999999Z'],
])('%i microseconds are %s', (microseconds, text) => {
  expect(isoTime(microseconds)).toBe(text)
})
