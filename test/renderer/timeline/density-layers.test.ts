import { expect, test } from 'vitest'
import { eventType } from '../../../src/core/event.ts'
import { typeMarks } from '../../../src/renderer/state/type-mark.ts'
import { densityLayers, MAX_LAYERS, toldTypes } from '../../../src/renderer/timeline/density-layers.ts'
import { positions, timesScale } from './made-up-scale.ts'

const colors = { types: ['0', '1', '2', '3', '4', '5', '6', '7'], rest: 'rest' }
const plot = { leftPx: 0, widthPx: 30 }

function typed(counts: Readonly<Record<string, readonly number[]>>) {
  const types = Object.entries(counts).map(([name, of]) => ({ name: eventType(name), counts: of }))
  const totals = (types[0]?.counts ?? []).map((_, bucket) =>
    types.reduce((sum, { counts: of }) => sum + (of[bucket] ?? 0), 0),
  )
  const scale = timesScale({ fromUs: 0, bucketUs: 100, counts: totals }, plot)
  return { ...scale, part: { ...scale.part, whole: { ...scale.part.whole, types } } }
}

test('each type is a layer in its own colour, and nothing is left over for the rest', () => {
  const marks = typeMarks(['Paid', 'Placed'].map(eventType))
  const layers = densityLayers(typed({ Paid: [10, 0], Placed: [0, 30] }), marks, colors)
  expect(layers.map(({ type }) => type)).toEqual(['Paid', 'Placed', undefined])
  expect(new Set(layers.map(({ color }) => color)).size).toBe(3)
  expect(layers.map(({ columns }) => columns.reduce((a, b) => a + b))).toEqual([10, 30, 0])
})

test('of many types the most frequent are told apart, the others are one', () => {
  const many = typed(Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`Type${n + 10}`, [n + 1]])))
  const told = toldTypes(many.part.whole)
  expect(told).toHaveLength(MAX_LAYERS)
  expect(told).not.toContain('Type10')
  const rest = densityLayers(many, typeMarks(told), colors).at(-1)
  expect(rest).toMatchObject({ type: undefined, color: 'rest' })
  expect(rest?.columns.reduce((a, b) => a + b)).toBeCloseTo(1 + 2 + 3 + 4 + 5 + 6 + 7 + 8)
})

test('a part that is known by itself replaces the coarser density there, and only there', () => {
  const scale = timesScale({ fromUs: 0, bucketUs: 100, counts: [10, 10, 10] }, plot)
  const shown = {
    axis: 'time',
    starts: [100, 150, 200],
    counts: [8, 0],
    edges: positions(10, 18, 18),
    types: [],
  } as const
  const [rest] = densityLayers({ ...scale, part: { ...scale.part, shown } }, new Map(), colors)
  const columns = [...(rest?.columns ?? [])]
  expect(columns).toHaveLength(10)
  expect(columns[0]).toBeCloseTo(3)
  expect(columns[5]).toBe(0)
  expect(columns.reduce((a, b) => a + b)).toBeCloseTo(10 + 8 + 10)
})
