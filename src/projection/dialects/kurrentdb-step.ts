import type { Event } from '../../core/event.ts'
import type { FoldStep, ProjectionEffects } from '../../core/projection.ts'
import type { ProjectionFunction } from './kurrentdb-definition.ts'
import type { HeldEffects } from './kurrentdb-effects.ts'
import { bodyOf, CreatingEvent, hasNoData, KurrentdbEvent } from './kurrentdb-event.ts'
import type { KurrentdbRun } from './kurrentdb-run.ts'
import { storedState, storedValue } from './kurrentdb-state.ts'

/** What one event does to its partition. What is kept of a state is what KurrentDB would read back of it. */
export class EventStep implements FoldStep {
  readonly cells: readonly string[]
  readonly #run: KurrentdbRun
  readonly #event: Event
  readonly #said: HeldEffects | undefined
  /** Good for one fold: a handler may change what is parsed of it. */
  #seen: KurrentdbEvent | undefined

  /** @param seen the event with what is parsed of it. @param said what was said while its partition was found */
  constructor(run: KurrentdbRun, event: Event, cells: readonly string[], seen?: KurrentdbEvent, said?: HeldEffects) {
    this.cells = cells
    this.#run = run
    this.#event = event
    this.#seen = seen
    this.#said = said
  }

  fold(states: unknown[], effects: ProjectionEffects): void {
    const run = this.#run
    this.#said?.sayTo(effects)
    run.enter(effects)
    try {
      if (run.definition.biState) this.#foldPair(states)
      else this.#foldOne(states)
    } finally {
      run.leave()
    }
  }

  #foldOne(states: unknown[]): void {
    const run = this.#run
    const [stored] = states
    const state = run.stateAfter(stored)
    if (stored === undefined) this.#created(state)
    const next = this.#handled(state)
    const kept = storedState(next)
    if (run.engine === 1) run.transformed(next)
    states[0] = kept
  }

  #foldPair(states: unknown[]): void {
    const run = this.#run
    const [stored, storedShared] = states
    if (stored !== undefined && storedShared === undefined)
      run.faults.refuse(
        'handler-error',
        'a handler returned something other than [state, sharedState], and both are lost',
      )
    const partition = run.stateAfter(stored)
    const pair = [partition, storedShared === undefined ? run.initialShared() : storedShared]
    if (stored === undefined) this.#created(pair)
    const next = this.#handled(pair)
    const kept = Array.isArray(next)
      ? [storedValue(next[0] ?? null), storedValue(next[1] ?? null)]
      : [storedState(next ?? null)]
    if (run.engine === 1) run.transformed(next)
    states[0] = kept[0]
    states[1] = kept[1]
  }

  #created(state: unknown): void {
    const { created } = this.#run.definition
    if (created.length === 0) return
    const event = new CreatingEvent(this.#event, this.#run.faults).in(this.#partition)
    for (const handler of created) handler(state, event)
  }

  /** The state after the event; what a handler returned, where that is not `undefined`. */
  #handled(state: unknown): unknown {
    if (hasNoData(this.#event)) return state
    const { handlers, any } = this.#run.definition
    const handler = handlers.get(this.#event.type) ?? any
    const next = handler === undefined ? bodyOf(this.#event) : handler(state, this.#handledEvent())
    return next === undefined ? state : next
  }

  #handledEvent(): KurrentdbEvent {
    const event = this.#event
    const seen = this.#seen ?? new KurrentdbEvent(event, this.#run.faults)
    this.#seen = undefined
    return seen.in(this.#partition)
  }

  get #partition(): string {
    return this.cells[0] ?? ''
  }
}

/** What the end of a stream does to its partition: what the handler returns does not count, only what it changes. */
export class DeleteStep implements FoldStep {
  readonly cells: readonly string[]
  readonly #run: KurrentdbRun
  readonly #handler: ProjectionFunction

  constructor(run: KurrentdbRun, handler: ProjectionFunction, cells: readonly string[]) {
    this.cells = cells
    this.#run = run
    this.#handler = handler
  }

  fold(states: unknown[], effects: ProjectionEffects): void {
    const run = this.#run
    run.enter(effects)
    try {
      this.#fold(states)
    } finally {
      run.leave()
    }
  }

  #fold(states: unknown[]): void {
    const run = this.#run
    const partition = run.stateAfter(states[0])
    const shared = run.definition.biState ? (states[1] ?? run.initialShared()) : undefined
    const state = run.definition.biState ? [partition, shared] : partition
    this.#handler(state, null, this.cells[0] ?? '', false)
    const kept = storedValue(state ?? null)
    if (run.definition.biState) states[1] = storedValue(shared ?? null)
    states[0] = kept
  }
}
