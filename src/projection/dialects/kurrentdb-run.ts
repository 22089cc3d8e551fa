import type { KurrentdbEngine } from '../../core/kurrentdb-globals.ts'
import type { ProjectionEffects } from '../../core/projection.ts'
import type { KurrentdbDefinition } from './kurrentdb-definition.ts'
import { type FaultWatch, KurrentdbFault } from './kurrentdb-fault.ts'
import { storedValue } from './kurrentdb-state.ts'

const nowhere: ProjectionEffects = { emit() {}, log() {} }

/** Calls a projection's own functions, and knows what they say besides what they return. */
export class KurrentdbRun {
  readonly definition: KurrentdbDefinition
  readonly engine: KurrentdbEngine
  readonly faults: FaultWatch
  #effects: ProjectionEffects = nowhere

  constructor(definition: KurrentdbDefinition, engine: KurrentdbEngine, faults: FaultWatch) {
    this.definition = definition
    this.engine = engine
    this.faults = faults
  }

  /** Who hears what the function that is being called says. */
  get effects(): ProjectionEffects {
    return this.#effects
  }

  /** The projection's functions are called now; {@link leave} comes behind them, however they end. */
  enter(effects: ProjectionEffects): void {
    this.faults.forget()
    this.#effects = effects
  }

  /** @throws what was refused to the functions, even if they caught it */
  leave(): void {
    this.#effects = nowhere
    this.faults.check()
  }

  initialState(): unknown {
    return this.definition.init === undefined ? {} : this.definition.init()
  }

  initialShared(): unknown {
    return this.definition.initShared === undefined ? {} : this.definition.initShared()
  }

  /** A partition's state to go on from. Engine 1 begins anew where it is null. */
  stateAfter(state: unknown): unknown {
    return state === undefined || (state === null && this.engine === 1) ? this.initialState() : state
  }

  /** What is given out of a stored state; `undefined` where a filter keeps it back. */
  resultOf(state: unknown, shared: unknown): unknown {
    this.enter(nowhere)
    try {
      const partition = this.stateAfter(state)
      const result = this.transformed(this.definition.biState ? [partition, shared ?? null] : partition)
      return result === undefined ? undefined : storedValue(result)
    } finally {
      this.leave()
    }
  }

  /** @throws KurrentdbFault `projection-transform-error` */
  transformed(state: unknown): unknown {
    let result = state
    for (const { kind, of } of this.definition.transforms) {
      const given = this.#transform(() => of(result))
      if (kind === 'transform') result = given
      else if (given !== true) return undefined
      if (result === null || result === undefined) return undefined
    }
    return result ?? undefined
  }

  #transform(call: () => unknown): unknown {
    try {
      return call()
    } catch (cause) {
      const said = cause instanceof Error ? cause.message : String(cause)
      const fault = new KurrentdbFault('projection-transform-error', said, { cause })
      if (cause instanceof Error && cause.stack !== undefined) fault.stack = cause.stack
      throw fault
    }
  }
}
