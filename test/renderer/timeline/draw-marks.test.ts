import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Position, position } from '../../../src/core/event.ts'
import {
  MAX_MARK_ROWS,
  markRowAt,
  nearestMark,
  shownTracks,
  tickPlaces,
} from '../../../src/renderer/timeline/draw-marks.ts'
import { pxAtPosition, timeScale } from '../../../src/renderer/timeline/time-scale.ts'

/** 1000 positions, one a pixel. */
const scale = timeScale(undefined, { head: position(1000), events: 1000 }, { leftPx: 0, widthPx: 1000 })

const at = (...positions: readonly number[]): readonly Position[] => positions.map(position)
const track = (id: string) => ({ id, label: id, tone: 'hit', positions: [] }) as const

test('ticks that fall on one pixel are drawn once', () => {
  const narrow = timeScale(undefined, { head: position(1000), events: 1000 }, { leftPx: 8, widthPx: 10 })
  expect(tickPlaces(at(1, 2, 3, 500, 501, 1000), narrow)).toEqual([8, 13, 18])
})

test('the nearest tick that is near enough is meant', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 })), fc.integer({ min: 0, max: 1000 }), (numbers, xPx) => {
      const ticks = at(...[...new Set(numbers)].toSorted((one, other) => one - other))
      const distances = ticks.map((tick) => Math.abs(pxAtPosition(scale, tick) - xPx))
      const least = Math.min(...distances)
      const found = nearestMark(ticks, scale, xPx)
      if (least > 4) expect(found).toBeUndefined()
      else expect(distances[ticks.indexOf(found ?? position(0))]).toBe(least)
    }),
  )
})

test('where there are too many tracks, the focused one and the last of the others are shown, in their order', () => {
  const tracks = ['a', 'b', 'c', 'd', 'e', 'f'].map(track)
  const ids = (focused: string | undefined) => shownTracks(tracks, focused).map(({ id }) => id)
  expect(MAX_MARK_ROWS).toBe(4)
  expect(ids('a')).toEqual(['a', 'd', 'e', 'f'])
  expect(ids('e')).toEqual(['c', 'd', 'e', 'f'])
  expect(ids(undefined)).toEqual(['c', 'd', 'e', 'f'])
  expect(shownTracks(tracks.slice(0, 4), 'a')).toHaveLength(4)
})

test('a row is found by its height below the first one', () => {
  const rows = ['a', 'b'].map((id) => ({ track: track(id), placesPx: [], color: '', focused: false }))
  expect([-1, 0, 8, 9, 17, 18].map((belowPx) => markRowAt(rows, belowPx)?.track.id)).toEqual([
    undefined,
    'a',
    'a',
    'b',
    'b',
    undefined,
  ])
})
