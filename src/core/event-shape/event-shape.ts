import type { Event, Position } from '../event.ts'
import { parsedData } from './parsed-data.ts'
import { ShapeBuilder, type ValueShape } from './value-shape.ts'

/** What the data of the events of one type looks like, by those that were looked at. */
export interface EventShape {
  /** How many events were looked at, of which the data is JSON. */
  readonly sampled: number
  /** In order; more than one only where at some position fields gave way to others. */
  readonly periods: readonly ShapePeriod[]
}

/** A stretch of the log in which the data of a type has one shape. */
export interface ShapePeriod {
  /** Of the first and the last event that was looked at in it. */
  readonly from: Position
  readonly upTo: Position
  readonly data: ValueShape
}

/** Most periods told apart: beyond that, all is one. */
const MAX_PERIODS = 4

/** Fewest events on either side of a change: one alone may be an exception. */
const MIN_PERIOD_EVENTS = 2

/** @param samples are events of one type, in order */
export function inferShape(samples: readonly Pick<Event, 'position' | 'data'>[]): EventShape {
  const parsed = samples.flatMap(({ position, data }) => {
    const value = parsedData(data)
    return value === undefined ? [] : [{ position, value }]
  })
  const cuts = cutsIn(parsed.map(({ value }) => value))
  const edges = [0, ...(cuts.length < MAX_PERIODS ? cuts : []), parsed.length]
  const periods = edges.slice(1).flatMap((end, place): readonly ShapePeriod[] => {
    const events = parsed.slice(edges[place], end)
    const [first] = events
    const last = events.at(-1)
    if (first === undefined || last === undefined) return []
    const builder = new ShapeBuilder()
    for (const { position, value } of events) builder.add(value, position)
    return [{ from: first.position, upTo: last.position, data: builder.shape }]
  })
  return { sampled: parsed.length, periods }
}

/** Places at which a field that every value had until there is gone for good, and one that none had is there to stay, until the next such place. */
function cutsIn(values: readonly unknown[]): readonly number[] {
  const begins = new Set<number>()
  const ends = new Set<number>()
  for (const { begin, end } of stretches(values)) {
    begins.add(begin)
    ends.add(end)
  }
  const places = [...begins].filter((place) => place > 0 && ends.has(place)).sort((a, b) => a - b)
  const edges = [0, ...places, values.length]
  const narrow = edges.some((edge, at) => at > 0 && edge - (edges[at - 1] ?? 0) < MIN_PERIOD_EVENTS)
  return narrow ? [] : places
}

/** Of the fields that are in an unbroken row of values and in no other: that row, `[begin, end)`. */
function stretches(values: readonly unknown[]): readonly { readonly begin: number; readonly end: number }[] {
  const rows = new Map<string, { begin: number; end: number; seen: number }>()
  values.forEach((value, place) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return
    for (const name of Object.keys(value)) {
      const row = rows.get(name) ?? { begin: place, end: place, seen: 0 }
      row.end = place + 1
      row.seen++
      rows.set(name, row)
    }
  })
  return [...rows.values()].filter(({ begin, end, seen }) => seen === end - begin)
}
