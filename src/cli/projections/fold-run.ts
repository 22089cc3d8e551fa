import { type Position, START } from '../../core/event.ts'
import type { FoldNotes } from '../../projection/fold-notes.ts'
import { type FoldedStep, PlainFold } from '../../projection/plain-fold.ts'
import { recordable } from '../../projection/recordable.ts'
import { saying } from '../../projection/saying.ts'
import { FoldLog } from './fold-log.ts'
import type { LoadedProjection } from './loaded-projection.ts'
import type { CellState } from './projection-task.ts'
import type { ThreadContext } from './thread-context.ts'

export interface FoldRunOptions {
  readonly observe?: (step: FoldedStep) => void
  /** Hears of everything that is emitted and logged. */
  readonly effects?: Pick<FoldNotes, 'emitted' | 'logged'>
}

/** One fold of a projection over a history. */
export class FoldRun {
  readonly fold: PlainFold
  readonly #loaded: LoadedProjection
  readonly #context: ThreadContext
  readonly #log: FoldLog
  #events = 0
  #position: Position = START
  /** How many cells live at the end; absent while they are not counted. */
  #living: number | undefined

  constructor(loaded: LoadedProjection, context: ThreadContext, { observe, effects }: FoldRunOptions = {}) {
    this.#loaded = loaded
    this.#context = context
    const { onFailure } = context
    this.#log = new FoldLog(loaded, onFailure, effects)
    this.fold = new PlainFold(loaded.projection, {
      notes: this.#log,
      ...(onFailure && { onFailure }),
      ...(observe && { observe }),
    })
  }

  /** Folds events up to their end or until the fold stops. @param afterPage is called between pages */
  async over(
    range: { readonly after: Position; readonly upTo: Position },
    afterPage: () => Promise<void> = async () => {},
  ): Promise<void> {
    if (this.fold.stopped !== undefined) return
    for await (const page of this.#context.read(this.#loaded.projection.from, range)) {
      this.fold.fold(page)
      this.#events += page.length
      const last = page.at(-1)
      if (last) this.#position = last.position
      await afterPage()
      if (last) await this.#context.breathe({ position: last.position, events: this.#events })
      if (this.fold.stopped !== undefined) return
    }
  }

  /** A living cell as it is told: its state and, where something else is given out in its place, that. */
  cellOf(key: string, json: string): CellState {
    const { resultOf, sharedCell } = this.#loaded.projection
    if (key === sharedCell) return { key, state: json, isShared: true }
    if (resultOf === undefined) return { key, state: json }
    try {
      const shared = sharedCell === undefined ? undefined : this.fold.stateOf(sharedCell)
      const result = resultOf(
        JSON.parse(json),
        shared === undefined ? undefined : JSON.parse(recordable(shared).json ?? 'null'),
      )
      return { key, state: json, result: result === undefined ? 'null' : (recordable(result).json ?? 'null') }
    } catch (error) {
      return { key, state: json, resultError: saying(error) }
    }
  }

  /** All cells that live at the end, as JSON text, in the order in which their keys were first met. */
  *cells(): Generator<readonly [key: string, json: string], void> {
    let living = 0
    const troubles: [key: string, message: string][] = []
    for (const cell of this.fold.cells((key, message) => void troubles.push([key, message]))) {
      living++
      yield cell
    }
    if (this.#living !== undefined) return
    this.#living = living
    for (const [key, message] of troubles) this.#log.unrecordable({ position: this.#position, key, message })
  }

  /** Tells how it went: the last that is told of it. */
  async end(): Promise<void> {
    let cells = this.#living ?? 0
    if (this.#living === undefined) for (const _ of this.cells()) cells++
    await this.#context.tell({ kind: 'folded', folded: this.#log.folded({ events: this.#events, cells }) })
  }
}
