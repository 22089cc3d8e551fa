import type { Event } from '../../core/event.ts'
import type { KurrentdbEngine } from '../../core/kurrentdb-globals.ts'
import type { FoldStep, Projection, SkipReason } from '../../core/projection.ts'
import { deletedStreamOf } from './deleted-stream.ts'
import { invariantNumber } from './invariant-number.ts'
import type { KurrentdbDefinition } from './kurrentdb-definition.ts'
import { HeldEffects } from './kurrentdb-effects.ts'
import { isJsonData, KurrentdbEvent } from './kurrentdb-event.ts'
import type { KurrentdbRun } from './kurrentdb-run.ts'
import { filterOfDefinition, streamMatcher, typeMatcher } from './kurrentdb-source-filter.ts'
import { DeleteStep, EventStep } from './kurrentdb-step.ts'
import { SHARED_CELL } from './shared-cell.ts'

/** A projection as KurrentDB runs it: an event changes the state of one partition and, where there is one, the shared state. */
export function kurrentdbProjection(name: string, run: KurrentdbRun): Projection {
  const { definition, engine } = run
  const finder = new StepFinder(run)
  return {
    name,
    dialect: 'kurrentdb',
    from: filterOfDefinition(definition),
    stepsFor: (event) => finder.stepsFor(event),
    onFailure: 'stop',
    columns: [],
    ...(engine === 1 && { resultOf: (state, shared) => run.resultOf(state, shared) }),
    ...(definition.biState && { sharedCell: SHARED_CELL }),
  }
}

class StepFinder {
  readonly #definition: KurrentdbDefinition
  readonly #engine: KurrentdbEngine
  readonly #run: KurrentdbRun
  readonly #said = new HeldEffects()
  readonly #isRead: (stream: string) => boolean
  readonly #isHandled: (type: string) => boolean

  constructor(run: KurrentdbRun) {
    this.#definition = run.definition
    this.#engine = run.engine
    this.#run = run
    this.#isRead = streamMatcher(run.definition)
    this.#isHandled = typeMatcher(run.definition)
  }

  stepsFor(event: Event): readonly FoldStep[] | SkipReason {
    if (!this.#isRead(event.stream)) return 'wrong-stream'
    const deleted = deletedStreamOf(event)
    if (deleted !== undefined) return this.#stepsForDeleted(deleted)
    if (event.type === '$>' && !this.#definition.includeLinks) return 'link'
    if (this.#engine === 1 && !isJsonData(event)) return 'not-json'
    switch (this.#definition.partitioning) {
      case 'none':
        return this.#isHandled(event.type) ? [new EventStep(this.#run, event, this.#cells(''))] : 'unhandled'
      case 'stream':
        return this.#isHandled(event.type) ? [new EventStep(this.#run, event, this.#cells(event.stream))] : 'unhandled'
      case 'custom':
        return this.#stepsForPartition(event)
    }
  }

  #stepsForPartition(event: Event): readonly FoldStep[] | SkipReason {
    const run = this.#run
    const seen = new KurrentdbEvent(event, run.faults)
    const partition = partitionName(this.#partitionOf(seen))
    const said = this.#said.take()
    if (partition === undefined) return 'no-partition'
    if (!this.#isHandled(event.type)) return 'unhandled'
    return [new EventStep(run, event, this.#cells(partition), seen, said)]
  }

  #partitionOf(event: KurrentdbEvent): unknown {
    // Where a partition could not be found, what was said on the way is still there.
    this.#said.take()
    this.#run.enter(this.#said)
    try {
      const { partitionBy } = this.#definition
      return partitionBy?.(event)
    } finally {
      this.#run.leave()
    }
  }

  #stepsForDeleted(stream: string): readonly FoldStep[] | SkipReason {
    const { deleted } = this.#definition
    return deleted === undefined ? 'no-delete-handler' : [new DeleteStep(this.#run, deleted, this.#cells(stream))]
  }

  #cells(partition: string): readonly string[] {
    return this.#definition.biState ? [partition, SHARED_CELL] : [partition]
  }
}

/** Texts, the empty one as well, and numbers name a partition. */
function partitionName(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' ? invariantNumber(value) : undefined
}
