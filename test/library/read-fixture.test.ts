import { expect, test } from 'vitest'
import { readFixture } from '../../src/library/read-fixture.ts'
import { replay } from '../../src/library/replay.ts'
import { projection } from '../../src/projection/dialects/epoch-definition.ts'

const places = projection<{ at: number[][] }>({
  name: 'Places',
  key: () => 'all',
  init: () => ({ at: [] }),
  apply: (state, e) => void state.at.push([e.position, e.streamVersion, e.data]),
})

async function placesIn(fixture: string): Promise<unknown> {
  return (await replay(places, readFixture(fixture))).states.get('all')?.at
}

test('events keep the places that their lines have', async () => {
  expect(
    await placesIn(
      '{"position":12,"stream":"s","version":4,"type":"T","data":1}\n{"position":900,"stream":"s","version":9,"type":"T","data":2}\n',
    ),
  ).toEqual([
    [12, 4, 1],
    [900, 9, 2],
  ])
})

test('lines without a place are placed as an append would, after those that have one', async () => {
  expect(
    await placesIn(
      '{"position":12,"stream":"s","version":4,"type":"T","data":1}\n\n{"stream":"s","type":"T","data":2}\r\n{"stream":"t","type":"T","data":3}',
    ),
  ).toEqual([
    [12, 4, 1],
    [13, 5, 2],
    [14, 1, 3],
  ])
})

test('an id is made of the line, a time is taken from the one before, and data stays as it is written', () => {
  const lines =
    '{"id":"x","stream":"s","type":"T","time":"2026-03-01T10:22:31Z","data":{"n": 12345678901234567890}}\n{"stream":"s","type":"T"}'
  expect(readFixture(lines)).toMatchObject([
    { id: 'x', data: '{"n": 12345678901234567890}' },
    { id: 'line-2', createdAtUs: Date.UTC(2026, 2, 1, 10, 22, 31) * 1000 },
  ])
})

test.each([
  ['not JSON', '{"stream":"s","type":"T"}\n{"stream"', 'line 2: ', 'import-bad-json'],
  ['no event', '[]', 'line 1: an event is a JSON object', 'import-bad-event'],
  ['a place that cannot be', '{"stream":"s","type":"T","position":0,"version":1}', 'whole numbers', 'import-bad-event'],
])('a line that is %s is named', (_, text, message, code) => {
  expect(() => readFixture(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }))
})
