import { type Position, START } from '../../core/event.ts'
import type { FailurePolicy, Projection } from '../../core/projection.ts'
import type { FoldNotes, ProjectionFailure } from '../fold-notes.ts'
import { changeOf } from '../inspect-event.ts'
import { PlainFold } from '../plain-fold.ts'
import type { AskContext, PageReader } from './ask-context.ts'
import { type Pair, pairsOf } from './event-pairs.ts'
import { isSameLive } from './live-state.ts'
import type { CellChange, CompareInput, Comparison } from './questions.ts'
import { isSameState } from './state-path.ts'

/** One side of a comparison: a projection over a history. */
export interface ComparedFold {
  readonly projection: Projection
  readonly read: PageReader
  /** Hears what this side's fold meets besides states; default: nobody does. */
  readonly notes?: FoldNotes
  /** Hears of each cell whose state JSON cannot say in full in the end; default: nobody does. */
  readonly lost?: (loss: ProjectionFailure) => void
  /** Default: as the projection says. */
  readonly onFailure?: FailurePolicy
}

/**
 * Folds two projections, or one over two histories, side by side. `upTo` is the last place of both: where something may be inserted after
 * it that is to count, `lastPlaceAfter` it belongs there.
 */
export async function compare(
  left: ComparedFold,
  right: ComparedFold,
  { upTo, limit }: Pick<CompareInput, 'upTo' | 'limit'>,
  { breathe }: Pick<AskContext, 'breathe'>,
): Promise<Comparison> {
  const sides = new SideBySide(left, right)
  const pages = [left, right].map(({ projection, read }) => read(projection.from, { after: START, upTo }))
  const [one, other] = pages
  if (one === undefined || other === undefined) throw new RangeError('a comparison has two sides')
  let events = 0
  for await (const pairs of pairsOf(one, other)) {
    for (const pair of pairs) sides.fold(pair)
    events += pairs.length
    await breathe({ position: pairs.at(-1)?.position ?? START, events })
  }
  sides.tellLosses()
  return sides.comparison(limit)
}

class SideBySide {
  readonly #touched = new Set<string>()
  readonly #compared: readonly ComparedFold[]
  readonly #left: PlainFold
  readonly #right: PlainFold
  #firstDivergence: Comparison['firstDivergence']

  constructor(left: ComparedFold, right: ComparedFold) {
    const observe = ({ keys }: { readonly keys: readonly string[] }): void => {
      if (this.#firstDivergence === undefined) for (const key of keys) this.#touched.add(key)
    }
    const foldOf = ({ projection, notes, onFailure }: ComparedFold): PlainFold =>
      new PlainFold(projection, { observe, ...(notes && { notes }), ...(onFailure && { onFailure }) })
    this.#compared = [left, right]
    this.#left = foldOf(left)
    this.#right = foldOf(right)
  }

  tellLosses(): void {
    for (const [side, fold] of [this.#left, this.#right].entries()) {
      const lost = this.#compared[side]?.lost
      if (lost) for (const loss of fold.losses()) lost(loss)
    }
  }

  fold({ position, left, right }: Pair): void {
    if (left.length > 0) this.#left.fold(left)
    if (right.length > 0) this.#right.fold(right)
    if (this.#firstDivergence === undefined) this.#lookForDivergence(position)
  }

  comparison(limit: number): Comparison {
    const texts = new Map(this.#right.cells())
    const cells: CellChange[] = []
    let total = 0
    const list = (key: string, before: string | undefined, after: string | undefined): void => {
      if (isSameState(before, after)) return
      total++
      if (cells.length < limit) cells.push(changeOf(key, before, after))
    }
    for (const [key, before] of this.#left.cells()) {
      list(key, before, texts.get(key))
      texts.delete(key)
    }
    for (const [key, after] of texts) list(key, undefined, after)
    return { ...(this.#firstDivergence && { firstDivergence: this.#firstDivergence }), total, cells }
  }

  #lookForDivergence(position: Position): void {
    for (const key of this.#touched)
      if (!isSameLive(this.#left.stateOf(key), this.#right.stateOf(key))) {
        this.#firstDivergence = { position, key }
        break
      }
    this.#touched.clear()
  }
}
