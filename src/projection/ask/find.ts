import { START } from '../../core/event.ts'
import type { Projection } from '../../core/projection.ts'
import { PlainFold } from '../plain-fold.ts'
import type { AskContext } from './ask-context.ts'
import { HoldingCells } from './holding-cells.ts'
import type { Predicate } from './predicate.ts'
import type { Crossing, FindInput, Found } from './questions.ts'

/**
 * Where a predicate begins and ceases to hold, in one replay: it is asked at every event, so it may come and go as it likes.
 */
export async function find(
  projection: Projection,
  input: FindInput,
  predicate: Predicate,
  { read, breathe, notes, onFailure }: AskContext,
): Promise<Found> {
  const cells = new HoldingCells(predicate, input.key)
  const kept = new KeptCrossings(input)
  const fold = new PlainFold(projection, {
    ...(notes && { notes }),
    ...(onFailure && { onFailure }),
    observe: (step) => {
      if (!kept.isDone) cells.see(step, (crossing) => kept.add(crossing, cells.count))
    },
  })
  let events = 0
  for await (const page of read(projection.from, { after: START, upTo: input.upTo })) {
    // What is behind the first one is not folded: it may fail, and was not asked for.
    for (const part of input.want === 'first' ? page.map((event) => [event]) : [page]) {
      fold.fold(part)
      if (kept.isDone) break
    }
    events += page.length
    const position = page.at(-1)?.position ?? START
    const crossings = kept.fresh()
    await breathe({ position, events, ...(crossings.length > 0 && { crossings }) })
    if (kept.isDone || cells.changesState || fold.stopped !== undefined) break
  }
  const { trouble } = cells
  if (cells.changesState) return { crossings: [], total: 0, holding: 0, ...(trouble && { trouble }) }
  return { ...kept.found(cells.count), ...(trouble && { trouble }) }
}

/** What of all crossings is wanted. */
class KeptCrossings {
  readonly #input: FindInput
  #crossings: Crossing[] = []
  #total = 0
  #told = 0
  /** How many cells fitted at the first one, where that is all that is wanted. */
  #holdingAtFirst: number | undefined

  constructor(input: FindInput) {
    this.#input = input
  }

  get isDone(): boolean {
    return this.#holdingAtFirst !== undefined
  }

  add(crossing: Crossing, holding: number): void {
    const { want, after, limit } = this.#input
    if (this.isDone || crossing.position <= after || (want !== 'crossings' && !crossing.holds)) return
    this.#total++
    if (want === 'first') this.#holdingAtFirst = holding
    if (want === 'last') this.#crossings = [crossing]
    else if (this.#crossings.length < limit) this.#crossings.push(crossing)
  }

  /** Those of a list that grows which were not told before. */
  fresh(): readonly Crossing[] {
    if (this.#input.want === 'last') return []
    const fresh = this.#crossings.slice(this.#told)
    this.#told = this.#crossings.length
    return fresh
  }

  found(holding: number): Omit<Found, 'trouble'> {
    return { crossings: this.#crossings, total: this.#total, holding: this.#holdingAtFirst ?? holding }
  }
}
