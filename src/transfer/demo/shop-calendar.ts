import type { SeededRandom } from './seeded-random.ts'

export const SECOND = 1_000_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Friday, 2024-03-01 00:00 UTC, in microseconds: where every demo begins. */
export const OPENING_DAY = 1_709_251_200 * SECOND

/** How long a demo's history is meant to last, whatever its number of events. */
export const BUSINESS_DAYS = 400

/** When orders began to be written in their second shape: Tuesday, 2024-09-17 10:00 UTC. */
export const SECOND_SCHEMA = OPENING_DAY + 200 * DAY + 10 * HOUR

/** Visits by hour of the day, of the busiest hour: nobody comes at night. */
const byHour = [
  0.05, 0, 0, 0, 0, 0, 0.05, 0.2, 0.35, 0.5, 0.6, 0.6, 0.7, 0.6, 0.5, 0.5, 0.55, 0.65, 0.8, 0.95, 1, 0.85, 0.5, 0.2,
]

/** From Friday, the opening day's weekday. */
const byWeekday = [0.8, 1.15, 1.25, 0.75, 0.7, 0.7, 0.75]
const SATURDAY = 1
const SUNDAY = 2

/** Days from 2024-11-22 to 2024-12-20. */
const SEASON = { first: 266, last: 294, factor: 2.4 }

interface Sale {
  readonly from: number
  readonly to: number
}

/** How busy the shop is at a time, and when its people work. */
export class ShopCalendar {
  /** No hour is busier than this, in the unit of {@link busyness}. */
  readonly busiest = 1.25 * SEASON.factor * 6

  readonly #sales: readonly Sale[]

  constructor(random: SeededRandom) {
    this.#sales = Array.from({ length: 20 }, (_, index) => {
      const day = 10 + index * 20 + random.whole(0, 12)
      const from = OPENING_DAY + day * DAY + random.whole(10, 19) * HOUR
      return { from, to: from + random.whole(1, 3) * HOUR }
    })
  }

  /** Visits relative to the best hour of an ordinary weekday. */
  busyness(at: number): number {
    const time = at - OPENING_DAY
    const day = Math.floor(time / DAY)
    const hour = Math.floor((time % DAY) / HOUR)
    const season = day >= SEASON.first && day <= SEASON.last ? SEASON.factor : 1
    const sale = this.#sales.some(({ from, to }) => at >= from && at < to) ? 6 : 1
    return (byHour[hour] ?? 0) * (byWeekday[day % 7] ?? 0) * season * sale
  }

  /** The average of {@link busyness} over an ordinary week. */
  get usual(): number {
    return (byHour.reduce((a, b) => a + b, 0) / 24) * (byWeekday.reduce((a, b) => a + b, 0) / 7)
  }

  /** `at` if the warehouse works then (Monday to Friday, 8 to 17), else a moment early in its next shift. */
  shift(at: number, random: SeededRandom): number {
    return this.#open(at, random, (weekday) => weekday !== SATURDAY && weekday !== SUNDAY)
  }

  /** The same for carriers, who also come on Saturdays. */
  delivery(at: number, random: SeededRandom): number {
    return this.#open(at, random, (weekday) => weekday !== SUNDAY)
  }

  #open(at: number, random: SeededRandom, isOpen: (weekday: number) => boolean): number {
    const time = at - OPENING_DAY
    let day = Math.floor(time / DAY)
    const ofDay = time % DAY
    if (isOpen(day % 7) && ofDay >= 8 * HOUR && ofDay < 17 * HOUR) return at
    if (ofDay >= 8 * HOUR) day += 1
    while (!isOpen(day % 7)) day += 1
    return OPENING_DAY + day * DAY + 8 * HOUR + Math.floor(random.fraction() * 3 * HOUR)
  }
}
