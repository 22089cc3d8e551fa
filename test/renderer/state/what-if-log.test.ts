import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventType, type Position, position, START, streamName, streamVersion } from '../../../src/core/event.ts'
import type { EventRow } from '../../../src/core/log-index.ts'
import { insertedPosition, placeText, type WhatIf } from '../../../src/core/what-if.ts'
import { whatIfLog } from '../../../src/renderer/state/what-if-log.ts'

function row(at: number): EventRow {
  return {
    row: at,
    position: position(at),
    stream: streamName('a'),
    version: streamVersion(at),
    id: `e-${at}` as EventRow['id'],
    type: eventType('Happened'),
    createdAtUs: 0,
    preview: '',
  }
}

const rowsOf = (from: number, upTo: number) => Array.from({ length: upTo - from + 1 }, (_, at) => row(from + at))

function supposed(change: Partial<WhatIf>): WhatIf {
  return { name: 'x', skip: [], edit: [], insert: [], ...change }
}

const added = (after: number, type: string) =>
  ({ after: position(after), stream: 'b', type, data: '{}', metadata: '' }) as unknown as WhatIf['insert'][number]

test('what was inserted stands between the rows by its place, what was skipped and edited in its own', () => {
  const whatIf = supposed({
    skip: [position(5)],
    edit: [{ ...added(0, 'Otherwise'), position: position(6) }],
    insert: [added(5, 'First'), added(9, 'Later'), added(5, 'Second')],
  })
  const log = whatIfLog(rowsOf(4, 7), position(3), whatIf)
  expect(log.map(({ place, type, did }) => `${placeText(place)} ${type} ${did}`)).toEqual([
    '4 Happened happened',
    '5 Happened skipped',
    '5+1 First inserted',
    '5+2 Second inserted',
    '6 Otherwise edited',
    '7 Happened happened',
  ])
})

test('what was inserted at the start comes first, even in a store without events', () => {
  const whatIf = supposed({ insert: [added(0, 'Begun')] })
  expect(whatIfLog([], START, whatIf)).toMatchObject([{ place: insertedPosition(START, 1), did: 'inserted' }])
})

test('two neighbouring parts of the log are together the log of both', () => {
  const places = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 })
  fc.assert(
    fc.property(places, places, fc.integer({ min: 1, max: 19 }), (skip, insert, cut) => {
      const whatIf = supposed({
        skip: skip.filter((at) => at > 0).map(position),
        insert: insert.map((after) => added(after, 'B')),
      })
      const part = (from: number, upTo: number) => whatIfLog(rowsOf(from, upTo), (from - 1) as Position, whatIf)
      const both = [...part(1, cut), ...part(cut + 1, 20).filter(({ place }) => place >= cut + 1)]
      expect(both).toEqual(part(1, 20))
    }),
  )
})
