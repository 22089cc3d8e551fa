import type { KurrentdbEngine, KurrentdbGlobal } from '../../core/kurrentdb-globals.ts'
import type { Projection } from '../../core/projection.ts'
import { checkDefinition, definitionFunctions, emptyDefinition } from './kurrentdb-definition.ts'
import { effectFunctions } from './kurrentdb-effects.ts'
import { FaultWatch } from './kurrentdb-fault.ts'
import { kurrentdbProjection } from './kurrentdb-projection.ts'
import { KurrentdbRun } from './kurrentdb-run.ts'

export interface KurrentdbDialect {
  /** What the source's functions are called by it, until and after it has run. */
  readonly globals: Readonly<Record<KurrentdbGlobal, (...values: unknown[]) => unknown>>
  /** Whether the source called one of the functions that say where its events come from. */
  readonly namesSource: boolean
  /**
   * What the source has said, once it has run; it can say no more from here on.
   *
   * @throws EpochError `projection-invalid`
   */
  projection(name: string): Projection
  /** From here on none of the functions is there: the source is not KurrentDB's. */
  close(): void
}

/** Until the source has run it may define; from then on, while events are folded, it may speak. */
type Phase = 'defining' | 'running' | 'closed'

/** KurrentDB's own way to write a projection, for the source of one. */
export function kurrentdbDialect(options: { readonly engineVersion: KurrentdbEngine }): KurrentdbDialect {
  const definition = emptyDefinition()
  const run = new KurrentdbRun(definition, options.engineVersion, new FaultWatch())
  let phase: Phase = 'defining'
  const during = <Values extends unknown[], Value>(
    wanted: Phase,
    name: KurrentdbGlobal,
    call: (...values: Values) => Value,
  ): ((...values: Values) => Value) => {
    return (...values) => {
      if (phase !== wanted) throw new ReferenceError(`${name} is not defined`)
      return call(...values)
    }
  }
  const { log, ...speaking } = effectFunctions(run.faults, () => run.effects)
  const defining = definitionFunctions(definition)
  return {
    globals: {
      options: during('defining', 'options', defining.options),
      fromAll: during('defining', 'fromAll', defining.fromAll),
      fromStream: during('defining', 'fromStream', defining.fromStream),
      fromStreams: during('defining', 'fromStreams', defining.fromStreams),
      fromCategory: during('defining', 'fromCategory', defining.fromCategory),
      fromCategories: during('defining', 'fromCategories', defining.fromCategories),
      on_event: during('defining', 'on_event', defining.on_event),
      on_any: during('defining', 'on_any', defining.on_any),
      emit: during('running', 'emit', speaking.emit),
      linkTo: during('running', 'linkTo', speaking.linkTo),
      linkStreamTo: during('running', 'linkStreamTo', speaking.linkStreamTo),
      copyTo: during('running', 'copyTo', speaking.copyTo),
      log: (...values) => (phase === 'running' ? log(...values) : undefined),
    },
    get namesSource() {
      return definition.namesSource
    },
    projection(name) {
      checkDefinition(definition, options.engineVersion)
      phase = 'running'
      return kurrentdbProjection(name, run)
    },
    close() {
      phase = 'closed'
    },
  }
}
