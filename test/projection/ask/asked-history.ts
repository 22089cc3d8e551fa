import type { Event } from '../../../src/core/event.ts'
import { matcherOf } from '../../../src/core/event-filter.ts'
import type { Projection } from '../../../src/core/projection.ts'
import type { AskContext, PageReader } from '../../../src/projection/ask/ask-context.ts'
import type { AskProgress } from '../../../src/projection/ask/questions.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'
import { eventAt, fail, plainReplay, seededRandom } from '../projection-log.ts'

export function pageReaderOf(events: readonly Event[], pageEvents = 7): PageReader {
  return async function* (filter, { after, upTo }) {
    const fits = matcherOf(filter)
    const wanted = events.filter((event) => event.position > after && event.position <= upTo && fits(event))
    for (let at = 0; at < wanted.length; at += pageEvents)
      yield await Promise.resolve(wanted.slice(at, at + pageEvents))
  }
}

/** Asks over events; what is told on the way is added to `told`. */
export function asking(events: readonly Event[], told: AskProgress[] = [], pageEvents = 7): AskContext {
  return {
    read: pageReaderOf(events, pageEvents),
    breathe: (progress) => {
      told.push(progress)
    },
  }
}

export interface Purse {
  cents: number
  notes: string[]
  last: { type: string; at: number }
}

/** Goes up and down, deletes, fails after changing its state, keeps, and has several keys for an event. */
export const purses: Projection = epochProjection({
  name: 'Purses',
  key: (e: { data: { to: string | string[] } }) => e.data.to,
  init: () => ({ cents: 0, notes: [], last: { type: '', at: 0 } }),
  on: {
    Paid: (purse: Purse, e: { data: { cents: number }; position: number }) => {
      purse.cents += e.data.cents
      purse.last = { type: 'Paid', at: e.position }
    },
    Noted: (purse: Purse, e: { data: { cents: number } }) => {
      purse.notes.push(`n${e.data.cents}`)
      if (purse.notes.length > 3) purse.notes.shift()
    },
    Looked: () => undefined,
    Lost: () => null,
    Broke: (purse: Purse) => {
      purse.cents = -1_000_000
      fail('broke')
    },
  },
})

export function purseLog(seed: number, length: number, keys = 5): readonly Event[] {
  const random = seededRandom(seed)
  const types = ['Paid', 'Paid', 'Paid', 'Paid', 'Noted', 'Noted', 'Looked', 'Lost', 'Broke', 'Unknown']
  const key = (): string => `purse-${Math.floor(random() * keys)}`
  let position = 0
  return Array.from({ length }, () => {
    position += 1 + Math.floor(random() * 3)
    const to = random() < 0.9 ? key() : [key(), key()]
    return eventAt(position, {
      type: types[Math.floor(random() * types.length)] ?? 'Paid',
      stream: `stream-${Math.floor(random() * 4)}`,
      data: { to, cents: Math.floor(random() * 41) - 20 },
    })
  })
}

/** The states after some events by key, made without any of what is tested. */
export function statesAfter(projection: Projection, events: readonly Event[]): ReadonlyMap<string, unknown> {
  const wanted = events.filter(matcherOf(projection.from))
  return new Map(plainReplay(projection, wanted).map(({ key, json }) => [key, JSON.parse(json)]))
}
