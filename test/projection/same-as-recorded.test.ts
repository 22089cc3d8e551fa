import fc from 'fast-check'
import { expect, test } from 'vitest'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { PlainFold } from '../../src/projection/plain-fold.ts'
import { eventAt, foldAll, rowsAt, seededRandom } from './projection-log.ts'

type Item = { n: number; note?: unknown }
type State = Record<string, unknown> & { items: Item[] }

/** What a handler may do to a state and see of it: pure, and not always data that JSON keeps as it is. */
const moves: Readonly<Record<string, (state: State, at: number) => unknown>> = {
  undefine: (state, at) => {
    state[`m${at % 3}`] = undefined
  },
  negate: (state) => {
    state['zero'] = -0
  },
  see: (state) => {
    state['seen'] = [Object.keys(state).length, 'm1' in state, Object.is(state['zero'], -0), typeof state['when']]
  },
  share: (state, at) => {
    const item = { n: at }
    state.items = [item, ...state.items.slice(0, 3), item]
  },
  count: (state) => {
    const [first] = state.items
    if (first && !Object.isFrozen(first)) first.n++
  },
  hole: (state) => {
    state.items.length++
    state.items = state.items.filter((item) => item !== null).slice(0, 5)
  },
  leave: (state) => {
    state['list'] = [1, undefined, -0]
  },
  date: (state, at) => {
    state['when'] = new Date(at * 1000)
  },
  say: (state, at) => {
    state['own'] = { n: at, toJSON: () => ({ said: at }) }
  },
  look: (state) => {
    state['seen'] = [Object.isFrozen(state), Object.isFrozen(state.items)]
  },
  freeze: (state) => Object.freeze({ ...state, items: Object.freeze(state.items.map((item) => Object.freeze(item))) }),
  grow: (state, at) => {
    state['large'] = Object.fromEntries(
      Array.from({ length: 70 }, (_, place) => [`p${place}`, at % 2 ? undefined : -0]),
    )
  },
  swell: (state, at) => {
    const item = { n: at }
    state['large'] = Array.from({ length: 80 }, () => item)
  },
  change: (state) => {
    const [first] = Array.isArray(state['large']) ? state['large'] : []
    if (first) first.n++
  },
  shrink: (state) => {
    delete state['large']
  },
}

const projection = epochProjection({
  name: 'n',
  init: () => ({ items: [] }),
  apply: (given: State, event: { type: string; position: number }) => {
    const state = Object.isFrozen(given) ? { ...given, items: [...given.items], wasFrozen: true } : given
    return moves[event.type]?.(state, event.position) ?? state
  },
})

test('a fold without a history comes to what one with a history has, whatever pure handlers keep in states', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.integer({ min: 257, max: 1400 }), async (seed, length) => {
      const random = seededRandom(seed)
      const types = Object.keys(moves)
      const events = Array.from({ length }, (_, at) =>
        eventAt(at + 1, {
          type: types[Math.floor(random() * types.length)] ?? '',
          stream: `order-${Math.floor(random() * 4)}`,
        }),
      )
      const fold = new PlainFold(projection)
      fold.fold(events)
      const recorded = (await rowsAt(await foldAll(projection, events), length)).map(textOf)
      expect([...fold.cells()]).toEqual(recorded)
    }),
    { numRuns: 60, seed: 5 },
  )
})

test('what JSON cannot say of a state is listed though it is gone after a while', () => {
  const fold = new PlainFold(
    epochProjection({ name: 'n', init: () => ({}), on: { date: moves['date'], good: () => undefined } }),
  )
  fold.fold(Array.from({ length: 600 }, (_, at) => eventAt(at + 1, { type: at === 9 ? 'date' : 'good' })))
  const troubles: string[] = []
  for (const _ of fold.cells((__, trouble) => void troubles.push(trouble)));
  expect(troubles).toEqual([expect.stringContaining('when is a Date')])
  expect(fold.losses().map(({ position, message }) => [position, message])).toEqual([
    [256, expect.stringContaining('when is a Date')],
  ])
})

function textOf(row: unknown): readonly [string, string] {
  const { key, json } = row as { readonly key: string; readonly json: string }
  return [key, json]
}
