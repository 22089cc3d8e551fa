import { scaleLinear, scaleUtc } from 'd3-scale'
import type { Zone } from '../state/settings-store.ts'
import { countText } from '../ui/count-text.ts'
import { shifted, unshifted } from '../ui/time-text.ts'

/** A mark on the ruler. */
export interface Tick {
  /** Microseconds since 1970 on an axis of time, a position on an axis of order. */
  readonly at: number
  readonly label: string
  /** Where the day, month or year (for short spans: the second) turns over. */
  readonly turn: boolean
}

const MS_US = 1000
const SECOND_US = 1000 * MS_US
const DAY_US = 86_400 * SECOND_US
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** About `count` round times of a zone from `fromUs` to `toUs`. The first one names its day, so that none is needed beside the ruler. */
export function timeTicks(fromUs: number, toUs: number, count: number, zone: Zone): readonly Tick[] {
  return ticksIn(fromUs, toUs, count, zone).map((tick, index) =>
    index === 0 ? { ...tick, label: tick.firstLabel } : tick,
  )
}

/** The same for what follows a part that others have named: it begins with its day, unless the last of that part was on it. */
export function ticksBehind(endUs: number, fromUs: number, toUs: number, count: number, zone: Zone): readonly Tick[] {
  const ticks = ticksIn(fromUs, toUs, count, zone)
  if (dayOf(endUs, zone) === dayOf(fromUs, zone)) return ticks
  return [{ at: fromUs, label: dayLabel(shifted(fromUs, zone)), turn: true }, ...ticks]
}

function dayOf(atUs: number, zone: Zone): number {
  return Math.floor(shifted(atUs, zone) / DAY_US)
}

interface NamedTick extends Tick {
  /** As it is called where nothing before it names its day. */
  readonly firstLabel: string
}

function ticksIn(fromUs: number, toUs: number, count: number, zone: Zone): readonly NamedTick[] {
  let before = Number.NEGATIVE_INFINITY
  return wallTicks(shifted(fromUs, zone), shifted(toUs, zone), count).flatMap((tick) => {
    const at = unshifted(tick.at, zone)
    if (at < fromUs || at > toUs || at <= before) return []
    before = at
    return [{ ...tick, at }]
  })
}

/** About `count` round positions after `from` up to `to`. */
export function positionTicks(from: number, to: number, count: number): readonly Tick[] {
  return scaleLinear([from, to], [0, 1])
    .ticks(count)
    .filter(Number.isInteger)
    .map((at) => ({ at, label: countText(at), turn: false }))
}

/** Of times as a clock on the wall shows them, each as the UTC time of that text. */
function wallTicks(fromUs: number, toUs: number, count: number): readonly NamedTick[] {
  const times = roundTimes(fromUs, toUs, count)
  const [first, second] = times
  if (first === undefined) return []
  const stepUs = second === undefined ? toUs - fromUs : second - first
  return times.map((atUs) => {
    const turn = isTurn(atUs, stepUs)
    const short = label(atUs, stepUs, turn)
    return { at: atUs, label: short, firstLabel: turn ? short : fullLabel(atUs, stepUs), turn }
  })
}

function roundTimes(fromUs: number, toUs: number, count: number): readonly number[] {
  if (toUs - fromUs < count * MS_US) return multiplesOf(roundStepUs(toUs - fromUs, count), fromUs, toUs)
  return scaleUtc([fromUs / MS_US, toUs / MS_US], [0, 1])
    .ticks(count)
    .map((time) => time.getTime() * MS_US)
    .filter((atUs) => atUs >= fromUs && atUs <= toUs)
}

/** Taken from a span that begins at 0: near today's microseconds the scale's own ticks would not be exact. */
function roundStepUs(spanUs: number, count: number): number {
  const [first = 0, second = first + spanUs] = scaleLinear([0, spanUs], [0, 1]).ticks(count)
  return Math.max(1, Math.ceil(second - first))
}

function multiplesOf(stepUs: number, fromUs: number, toUs: number): readonly number[] {
  const multiples = []
  for (let at = Math.ceil(fromUs / stepUs) * stepUs; at <= toUs; at += stepUs) multiples.push(at)
  return multiples
}

function isTurn(atUs: number, stepUs: number): boolean {
  if (stepUs < SECOND_US) return atUs % SECOND_US === 0
  if (stepUs < DAY_US) return atUs % DAY_US === 0
  const day = new Date(atUs / MS_US)
  return day.getUTCDate() === 1 && day.getUTCMonth() === 0 && stepUs < 360 * DAY_US
}

function label(atUs: number, stepUs: number, turn: boolean): string {
  if (turn && stepUs >= DAY_US) return String(new Date(atUs / MS_US).getUTCFullYear())
  if (turn && stepUs >= SECOND_US) return dayLabel(atUs)
  const date = new Date(atUs / MS_US)
  if (stepUs >= 360 * DAY_US) return String(date.getUTCFullYear())
  if (stepUs >= 28 * DAY_US) return monthOf(date)
  if (stepUs >= DAY_US) return dayLabel(atUs)
  return clockLabel(atUs, stepUs)
}

function fullLabel(atUs: number, stepUs: number): string {
  const date = new Date(atUs / MS_US)
  const year = date.getUTCFullYear()
  if (stepUs >= 360 * DAY_US) return String(year)
  if (stepUs >= 28 * DAY_US) return `${monthOf(date)} ${year}`
  if (stepUs >= DAY_US) return `${dayLabel(atUs)} ${year}`
  return `${dayLabel(atUs)} ${year}, ${clockLabel(atUs, stepUs)}`
}

function dayLabel(atUs: number): string {
  const date = new Date(atUs / MS_US)
  return `${date.getUTCDate()} ${monthOf(date)}`
}

function monthOf(date: Date): string {
  return MONTHS[date.getUTCMonth()] ?? ''
}

function clockLabel(atUs: number, stepUs: number): string {
  const clock = new Date(atUs / MS_US).toISOString().slice(11)
  if (stepUs >= 60 * SECOND_US) return clock.slice(0, 5)
  if (stepUs >= SECOND_US) return clock.slice(0, 8)
  if (stepUs >= MS_US) return clock.slice(0, 12)
  return `${clock.slice(0, 8)}.${String(Math.floor(atUs % SECOND_US)).padStart(6, '0')}`
}
