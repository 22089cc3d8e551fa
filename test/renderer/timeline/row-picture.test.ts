import fc from 'fast-check'
import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { lineThrough } from '../../../src/renderer/state/track-data.ts'
import { eventNear, nearestMark, pictureText, rowPicture } from '../../../src/renderer/timeline/row-picture.ts'
import type { TimelineRow } from '../../../src/renderer/timeline/timeline-rows.ts'
import { pxAtPosition } from '../../../src/renderer/timeline/timeline-scale.ts'
import { positionScale, positions } from './made-up-scale.ts'

/** 1000 positions, one a pixel. */
const scale = positionScale(1000, { leftPx: 0, widthPx: 1000 })

test('the nearest tick that is near enough is meant', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 })), fc.integer({ min: 0, max: 1000 }), (numbers, xPx) => {
      const ticks = positions(...[...new Set(numbers)].toSorted((one, other) => one - other))
      const distances = ticks.map((tick) => Math.abs(pxAtPosition(scale, tick) - xPx))
      const least = Math.min(...distances)
      const found = nearestMark(ticks, scale, xPx)
      if (least > 4) expect(found).toBeUndefined()
      else expect(distances[ticks.indexOf(found ?? position(0))]).toBe(least)
    }),
  )
})

const pinned = { label: 'data.cents', tone: 'pinned', id: 'cents', kind: 'track' } as const
const density = {
  axis: 'position',
  starts: [0, 500, 1000],
  counts: [0, 300],
  edges: positions(0, 500, 1000),
  types: [],
} as const
const track = { kind: 'view', label: 'A stream', view: {} } as const

test('a line says the value that holds at a place, and a click near a point means its event', () => {
  const points = [
    { position: position(100), value: 5 },
    { position: position(400), value: -2.5 },
  ]
  const data = { kind: 'line', line: { points, least: -2.5, most: 5, events: 2 } } as const
  const row: TimelineRow = { ...pinned, track, known: { density, masks: [], data } }
  const picture = rowPicture(row, scale)
  expect([150, 399, 900].map((xPx) => pictureText(picture, scale, xPx))).toEqual([
    '5 at position 100',
    '-2.5 at position 400',
    '-2.5 at position 400',
  ])
  expect(eventNear(picture, scale, 250)).toBe(100)
})

test('a path that is watched is a line where it is a number, with the band that it covers on each pixel and a gap while it is not there', () => {
  const values = [5, 9, 1, 4, undefined, 7]
  const at = positions(101, 102, 103, 104, 500, 700)
  const points = at.map((position, place) => ({ position, value: values[place] }))
  const wide = positionScale(1000, { leftPx: 0, widthPx: 100 })
  const track = { id: 'w', label: 'order-1', tone: 'watch', positions: at, line: lineThrough(points, 6) } as const
  const picture = rowPicture({ id: 'w', label: 'order-1', tone: 'watch', kind: 'marks', track }, wide)
  expect(picture).toMatchObject({
    kind: 'line',
    before: -1,
    runs: [
      { xPx: 10, least: 1, most: 9, to: 4 },
      { xPx: 50, to: 5 },
      { xPx: 70, least: 7, most: 7, to: 6 },
    ],
  })
  expect([20, 55, 90].map((xPx) => pictureText(picture, wide, xPx))).toEqual([
    '4 at position 104',
    '',
    '7 at position 700',
  ])
})

test('a dense track says how many events a column has, and nothing where there are none', () => {
  const data = { kind: 'density', events: 300, density } as const
  const row: TimelineRow = { ...pinned, track, known: { density, masks: [], data } }
  const picture = rowPicture(row, scale)
  expect(pictureText(picture, scale, 100)).toBe('')
  expect(pictureText(picture, scale, 700)).toBe('about 2 events')
  expect(eventNear(picture, scale, 700)).toBeUndefined()
})

test('a track that is on its way shows nothing', () => {
  const row: TimelineRow = { ...pinned, track, known: undefined }
  expect(rowPicture(row, scale)).toEqual({ kind: 'nothing' })
})
