import { type Event, type Position, START } from '../../core/event.ts'
import type { Projection } from '../../core/projection.ts'
import { type FoldNotes, unheard } from '../fold-notes.ts'
import { PlainFold } from '../plain-fold.ts'
import { planEvent, StepFold } from '../step-fold.ts'
import type { AskContext } from './ask-context.ts'
import { textOf } from './live-state.ts'
import type { DeterminismReport, DeterminismUse } from './questions.ts'
import { isSameState } from './state-path.ts'

export interface DeterminismInput {
  readonly upTo: Position
  /** What was asked for, as whoever stands in for clocks and chance has counted it by the end. */
  uses(): readonly DeterminismUse[]
}

/**
 * Folds each event twice, one right after the other: once into states that live on, once into states that are read anew from their texts for
 * every event, as a seek reads them. What a projection keeps outside its state, or takes from anywhere but the event, tells the two apart.
 * Goes on behind an event that fails.
 */
export async function checkDeterminism(
  projection: Projection,
  { upTo, uses }: DeterminismInput,
  { read, breathe, notes }: AskContext,
): Promise<DeterminismReport> {
  const twice = new TwiceFolded(projection, notes)
  let events = 0
  for await (const page of read(projection.from, { after: START, upTo })) {
    for (const event of page) {
      const difference = twice.fold(event)
      if (difference) return { difference, uses: uses() }
    }
    events += page.length
    await breathe({ position: page.at(-1)?.position ?? START, events })
  }
  return { uses: uses() }
}

class TwiceFolded {
  /** What the event at hand made of cells by the first fold, as text: the second may have its hands on the very states. */
  readonly #first = new Map<string, string | undefined>()
  readonly #lasting: PlainFold
  readonly #anew: AnewFold

  constructor(projection: Projection, notes: FoldNotes | undefined) {
    this.#lasting = new PlainFold(projection, {
      onFailure: 'continue',
      ...(notes && { notes }),
      observe: ({ keys, states }) => {
        for (const [at, key] of keys.entries()) this.#first.set(key, textOf(states[at]))
      },
    })
    this.#anew = new AnewFold(projection)
  }

  fold(event: Event): DeterminismReport['difference'] {
    this.#first.clear()
    this.#lasting.fold([event])
    for (const key of this.#anew.fold(event))
      if (!this.#first.has(key)) this.#first.set(key, textOf(this.#lasting.stateOf(key)))
    for (const [key, first] of this.#first) {
      const second = this.#anew.textOf(key)
      if (isSameState(first, second)) continue
      return {
        position: event.position,
        key,
        ...(first !== undefined && { first }),
        ...(second !== undefined && { second }),
      }
    }
    return undefined
  }
}

/** Keeps texts only: every step is given states that were just read from them. */
class AnewFold {
  readonly #projection: Projection
  readonly #steps: StepFold
  readonly #texts = new Map<string, string>()

  constructor(projection: Projection) {
    this.#projection = projection
    this.#steps = new StepFold(projection, unheard)
  }

  textOf(key: string): string | undefined {
    return this.#texts.get(key)
  }

  /** @returns the cells the event was for */
  fold(event: Event): readonly string[] {
    const { steps } = planEvent(this.#projection, event)
    for (const [at, step] of steps.entries()) {
      const cells = step.cells.map((key) => this.#cellOf(key))
      this.#steps.fold(event, at, step, cells)
      for (const { key, state } of cells) {
        const text = textOf(state)
        if (text === undefined) this.#texts.delete(key)
        else this.#texts.set(key, text)
      }
    }
    return steps.flatMap(({ cells }) => cells)
  }

  #cellOf(key: string) {
    const base = this.#texts.get(key)
    return { key, state: base === undefined ? undefined : JSON.parse(base), base, since: [] }
  }
}
