import { MAX_VALUE_POSITIONS } from '../../contract/host-contract.ts'
import { EpochError, isEpochError } from '../../core/errors.ts'
import { type Position, START } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import { type PayloadPath, parsePayloadPath } from '../../core/filter/payload-path.ts'
import type { Density } from './density.ts'
import { maskedValue } from './masked-value.ts'
import type { StoreLink } from './store-link.ts'
import type { PinnedTrack } from './timeline-tracks-slice.ts'

/** What is known of a track in the part of the history that is shown. */
export type TrackData =
  /** Its filter has not been looked through to the end. */
  | { readonly kind: 'searching' }
  | { readonly kind: 'density'; readonly events: number; readonly density: Density }
  /** Few enough to be told apart. */
  | { readonly kind: 'events'; readonly positions: readonly Position[] }
  | { readonly kind: 'line'; readonly line: TrackLine }
  /** The store could not answer, and why. */
  | { readonly kind: 'failed'; readonly message: string }

export interface TrackLine {
  /** Where events are and what is said there, in order. */
  readonly points: readonly LinePoint[]
  readonly least: number
  readonly most: number
  /** How many events it is made of; where they are more than the points, those are spread evenly over them. */
  readonly events: number
}

export interface LinePoint {
  readonly position: Position
  /** It holds up to the next point; absent where from here on there is none. */
  readonly value: number | undefined
}

export function lineThrough(points: readonly LinePoint[], events: number): TrackLine {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { value } of points) {
    least = Math.min(least, value ?? least)
    most = Math.max(most, value ?? most)
  }
  return { points, least, most, events }
}

/** Up to so many events of a track are shown one by one. */
const MAX_TICKS = 200

/** Most events of a type that are points of its line each; of more, {@link MAX_SAMPLED} are looked up by their rows. */
const MAX_LISTED = 1000

const MAX_SAMPLED = 200

/** A bar of a track is as wide as so many buckets of the density. */
const BUCKETS_PER_BAR = 3

type Asks = Pick<StoreLink, 'ask'>

/** Asks what a track has where a density says the history is. */
export async function askTrack(
  link: Asks,
  track: PinnedTrack,
  density: Density,
  masks: readonly PayloadPath[],
): Promise<TrackData> {
  try {
    return await (track.kind === 'view' ? askView(link, track.view, density) : askLine(link, track, density, masks))
  } catch (error) {
    if (!(error instanceof EpochError) || isEpochError(error, 'store-not-open', 'host-unreachable')) throw error
    return { kind: 'failed', message: error.message }
  }
}

async function askView(link: Asks, view: EventFilter, shown: Density): Promise<TrackData> {
  const edges = everyThird(shown.edges)
  const { rows, complete } = await link.ask('log.rowsAt', { view, positions: edges })
  if (!complete) return { kind: 'searching' }
  const counts = rows.slice(1).map((row, bar) => row - (rows[bar] ?? 0))
  const [before = 0, last = 0] = [rows[0], rows.at(-1)]
  if (last - before > MAX_TICKS)
    return {
      kind: 'density',
      events: last - before,
      density: { axis: shown.axis, starts: everyThird(shown.starts), counts, edges, types: [] },
    }
  return { kind: 'events', positions: await positionsOf(link, view, before + 1, last - before) }
}

async function askLine(
  link: Asks,
  { type, path: text }: Extract<PinnedTrack, { kind: 'path' }>,
  { edges }: Density,
  masks: readonly PayloadPath[],
): Promise<TrackData> {
  const view = { types: [type] }
  const ends = [edges[0] ?? START, edges.at(-1) ?? START]
  const { rows, complete } = await link.ask('log.rowsAt', { view, positions: ends })
  if (!complete) return { kind: 'searching' }
  const [before = 0, last = 0] = rows
  const positions = await sampled(link, view, before + 1, last - before)
  const values = await valuesAt(link, positions, text)
  const path = parsePayloadPath(text)
  const points = positions.flatMap((position, place) => {
    const value = numberOf(values[place], path, masks)
    return value === undefined ? [] : [{ position, value }]
  })
  return { kind: 'line', line: lineThrough(points, last - before) }
}

async function valuesAt(
  link: Asks,
  positions: readonly Position[],
  path: string,
): Promise<readonly (string | null | undefined)[]> {
  const values: (string | null | undefined)[] = []
  for (let from = 0; from < positions.length; from += MAX_VALUE_POSITIONS) {
    const asked = { positions: positions.slice(from, from + MAX_VALUE_POSITIONS), paths: [path] }
    const page = await link.ask('log.values', asked)
    values.push(...page.values.map(([value]) => value))
  }
  return values
}

function numberOf(
  text: string | null | undefined,
  path: PayloadPath,
  masks: readonly PayloadPath[],
): number | undefined {
  if (text === null || text === undefined) return undefined
  const shown = maskedValue(path, text, masks)
  return /^-?\d/.test(shown) ? Number(shown) : undefined
}

/** Positions of so many rows; of very many only some, evenly spread, the first and the last among them. */
async function sampled(link: Asks, view: EventFilter, fromRow: number, count: number): Promise<readonly Position[]> {
  if (count <= MAX_LISTED) return await positionsOf(link, view, fromRow, count)
  const places = Array.from({ length: MAX_SAMPLED }, (_, point) =>
    Math.round((point * (count - 1)) / (MAX_SAMPLED - 1)),
  )
  const found = await Promise.all(places.map((place) => positionsOf(link, view, fromRow + place, 1)))
  return found.flat()
}

async function positionsOf(
  link: Asks,
  view: EventFilter,
  fromRow: number,
  limit: number,
): Promise<readonly Position[]> {
  if (limit === 0) return []
  return (await link.ask('log.rows', { view, fromRow, limit })).rows.map(({ position }) => position)
}

/** Every third, and the last. */
function everyThird<Item>(items: readonly Item[]): readonly Item[] {
  return items.filter((_, place) => place % BUCKETS_PER_BAR === 0 || place === items.length - 1)
}
