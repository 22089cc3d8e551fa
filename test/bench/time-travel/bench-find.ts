import type { Position } from '../../../src/core/event.ts'
import type { AskContext } from '../../../src/projection/ask/ask-context.ts'
import { find } from '../../../src/projection/ask/find.ts'
import type { Predicate } from '../../../src/projection/ask/predicate.ts'
import { PlainFold } from '../../../src/projection/plain-fold.ts'
import { alternating, print } from '../store/bench-line.ts'
import { seconds } from './bench-rebuild.ts'
import { type MadeUpHistory, madeUpHistory } from './made-up-history.ts'
import { type OrderState, orderProjections } from './order-projections.ts'

const STREAMS = 100_000
const BATCH = 1000
const ROUNDS = 5
const MOST_CROSSINGS = 1000

/** Comes and goes some hundred thousand times in a million events. */
const isDear: Predicate = (state) => (state as OrderState).total % 1000 > 600

/** Finding every crossing of a predicate, beside a replay of the same events. */
export async function benchFind(events: number): Promise<void> {
  const history = madeUpHistory({ events, streams: STREAMS })
  let crossings = 0
  const { replay, search } = await alternating(ROUNDS, {
    replay: () => seconds(() => replayed(history)),
    search: () =>
      seconds(async () => {
        crossings = await crossingsIn(history)
      }),
  })
  print({
    name: 'find every crossing',
    figure: search,
    unit: 's',
    anchor: replay,
    anchorName: 'a replay',
    goal: 1.3,
    goalOf: 'ratio',
    better: 'less',
    events,
    crossings,
  })
}

async function* batches(history: MadeUpHistory): ReturnType<AskContext['read']> {
  for (let after = 0; after < history.events; after += BATCH) yield history.between(after, after + BATCH)
}

async function replayed(history: MadeUpHistory): Promise<void> {
  const fold = new PlainFold(orderProjections.keyed)
  for await (const batch of batches(history)) fold.fold(batch)
}

async function crossingsIn(history: MadeUpHistory): Promise<number> {
  const upTo = history.events as Position
  const input = { predicate: '', after: 0 as Position, upTo, want: 'crossings', limit: MOST_CROSSINGS } as const
  const context: AskContext = { read: () => batches(history), breathe() {} }
  return (await find(orderProjections.keyed, input, isDear, context)).total
}
