import type { Event } from '../../src/core/event.ts'
import type { Projection } from '../../src/core/projection.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { eventAt, seededRandom } from './projection-log.ts'

/** Every way of handling an event: mutate, return, delete, throw after mutating, keep, and several keys. */
export const unruly: Projection = epochProjection({
  name: 'Unruly',
  key: (e: { data: { keys: string[] | string | undefined | number } }) => e.data.keys,
  init: (key: string) => ({ key, n: 0, seen: [] }),
  on: {
    Mutated: (state: { n: number; seen: unknown[] }, e: { data: { note: unknown }; position: number }) => {
      state.n++
      state.seen.push(e.data.note)
      if (state.seen.length > 5) state.seen.shift()
    },
    Returned: (state: { n: number }, e: { position: number }) => ({ ...state, n: state.n + e.position }),
    Deleted: () => null,
    Kept: () => undefined,
    Threw: (state: { n: number; seen: unknown[] }) => {
      state.n = -1
      state.seen.length = 0
      throw new Error('no')
    },
  },
})

const names = ['__proto__', 'constructor', 'toString', 'ключ', 'é', '🗝', '\ud800', '', 'a', 'b', 'ab', 'A-long-key']

export function unrulyLog(seed: number, length: number): readonly Event[] {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new RangeError('nothing to pick')
    return item
  }
  const types = ['Mutated', 'Mutated', 'Returned', 'Deleted', 'Kept', 'Threw', 'Unknown']
  const key = (): string => (random() < 0.3 ? pick(names) : `key-${Math.floor(random() * 700)}`)
  let position = 0
  return Array.from({ length }, () => {
    position += 1 + Math.floor(random() * 3)
    const shape = random()
    const keys = shape < 0.7 ? key() : shape < 0.9 ? [key(), key(), key()] : shape < 0.95 ? 17 : undefined
    const note = pick([1, 'x', 'ünï', '🙂\ud83d', null, { __proto__: null, deep: [1, { a: 2 }] }])
    return eventAt(position, { type: pick(types), data: { ...(keys !== undefined && { keys }), note } })
  }).filter((event) => event.type !== 'Unknown')
}
