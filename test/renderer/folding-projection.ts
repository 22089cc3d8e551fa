import { EpochError } from '../../src/core/errors.ts'
import { type Event, type Position, START } from '../../src/core/event.ts'
import { matcherOf } from '../../src/core/event-filter.ts'
import { overlayReader } from '../../src/core/overlay-events.ts'
import { lookupByReading, prepareOverlay, type RangeReader } from '../../src/core/prepare-overlay.ts'
import type { Projection } from '../../src/core/projection.ts'
import type { AskContext, PageReader } from '../../src/projection/ask/ask-context.ts'
import { blame } from '../../src/projection/ask/blame.ts'
import { changes } from '../../src/projection/ask/changes.ts'
import { compare } from '../../src/projection/ask/compare.ts'
import { checkDeterminism } from '../../src/projection/ask/determinism.ts'
import { find } from '../../src/projection/ask/find.ts'
import { type Predicate, predicateOf, predicateScript } from '../../src/projection/ask/predicate.ts'
import type { ProjectionQuestions } from '../../src/projection/ask/questions.ts'
import { shrink } from '../../src/projection/ask/shrink.ts'
import { epochProjection } from '../../src/projection/dialects/epoch.ts'
import { ProjectionEngine } from '../../src/projection/engine.ts'
import { MemoryValueStore } from '../../src/projection/value-store.ts'
import type {
  AskOptions,
  ProjectionOptions,
  ProjectionRun,
  StartProjection,
} from '../../src/renderer/state/projection-port.ts'
import { projectionIn, projectionOfScript } from './load-source.ts'

/** Orders with their cents and whether they are paid; an event of the type `Broken` throws. */
const orders = epochProjection({
  name: 'Orders',
  init: () => ({ cents: 0, status: 'none' }),
  on: {
    OrderPlaced: (order: Order, { data }: { data: { cents: number } }) => ({
      ...order,
      cents: data.cents,
      status: 'placed',
    }),
    PaymentTaken: (order: Order) => {
      order.status = 'paid'
    },
    Broken: () => {
      throw new Error('broken on purpose')
    },
  },
})

interface Order {
  readonly cents: number
  status: string
}

/** Runs every source as one projection, with the real engine and the real answers, in the test's own thread. */
export function folding(projection: Projection = orders): StartProjection {
  return (options) => new FoldingRun(projection, options)
}

/** Runs every source as what it says, with the real engine and the real answers, in the test's own thread. */
export const foldingSources: StartProjection = (options) => new FoldingRun(projectionIn(options), options)

class FoldingRun implements ProjectionRun {
  readonly #projection: Projection
  readonly #options: ProjectionOptions
  readonly #ended = new AbortController()
  readonly #events: Event[] = []
  readonly #engine: ProjectionEngine
  #position: Position
  #show: ProjectionOptions['show']

  constructor(projection: Projection, options: ProjectionOptions) {
    this.#projection = projection
    this.#options = options
    this.#position = options.position
    this.#show = options.show
    this.#engine = new ProjectionEngine(projection, {
      values: new MemoryValueStore(),
      codec: { encoder: new TextEncoder(), decoder: new TextDecoder() },
      readTail: async ({ after, upTo }) => this.#events.filter(({ position }) => position > after && position <= upTo),
      ...(options.onFailure && { onFailure: options.onFailure }),
    })
    void this.#follow()
  }

  seek(position: Position): void {
    this.#position = position
    void this.#answer()
  }

  show(rows: ProjectionOptions['show']): void {
    this.#show = rows
    void this.#answer()
  }

  async ask<Name extends keyof ProjectionQuestions>(
    name: Name,
    input: ProjectionQuestions[Name]['input'],
    { signal, onProgress }: AskOptions,
  ): Promise<ProjectionQuestions[Name]['answer']> {
    const breathe: AskContext['breathe'] = async (progress) => {
      onProgress(progress)
      await new Promise((resolve) => setTimeout(resolve, 0))
      signal.throwIfAborted()
    }
    const answer = await this.#answers({ read: pagesOf(this.#read), breathe })[name](input)
    signal.throwIfAborted()
    return answer
  }

  stop(): void {
    this.#ended.abort()
  }

  #answers(context: AskContext): {
    [Name in keyof ProjectionQuestions]: (
      input: ProjectionQuestions[Name]['input'],
    ) => Promise<ProjectionQuestions[Name]['answer']>
  } {
    const left = { projection: this.#projection, read: context.read }
    return {
      inspect: async ({ position }) => {
        const [event] = await this.#options.events.read((position - 1) as Position, position, {})
        if (event === undefined) throw new RangeError(`no event at ${position}`)
        const { outcome, ...rest } = await this.#engine.inspect(event)
        const told =
          outcome.kind === 'failed' ? ({ kind: 'failed', message: outcome.failure.message } as const) : outcome
        return { position, outcome: told, ...rest }
      },
      blame: (input) => blame(this.#engine, input, context),
      changes: (input) => changes(this.#engine, input, context),
      diffMoments: ({ from, to, limit }) => this.#engine.diff(from, to, limit),
      find: (input) => find(this.#projection, input, predicateIn(input.predicate), context),
      compare: async (input) => {
        if (input.otherScript !== undefined) {
          const right = { projection: projectionOfScript(input.otherScript), read: context.read }
          return await compare(left, right, input, context)
        }
        if (input.whatIf === undefined) throw new RangeError('there is nothing to compare with')
        const overlay = await prepareOverlay(input.whatIf, lookupByReading(this.#read, input.upTo))
        const right = { projection: this.#projection, read: pagesOf(overlayReader(this.#read, overlay)) }
        return await compare(left, right, input, context)
      },
      shrink: ({ goal, upTo }) => {
        const sought = goal.kind === 'failure' ? goal : { ...goal, predicate: predicateIn(goal.predicate) }
        return shrink(this.#projection, sought, { upTo }, context)
      },
      checkDeterminism: (input) => checkDeterminism(this.#projection, { ...input, uses: () => [] }, context),
    }
  }

  readonly #read: RangeReader = (after, upTo, filter) => this.#options.events.read(after, upTo, filter)

  async #follow(): Promise<void> {
    const { signal } = this.#ended
    const { from } = this.#projection
    try {
      for await (const message of this.#options.events.subscribe({ after: START, filter: from, signal })) {
        if (message.kind === 'events') {
          this.#events.push(...message.events)
          await this.#engine.fold(message.events)
        } else {
          this.#engine.caughtUp(message.position)
          const { count, first } = this.#engine.failures
          const notes = first.map(({ position, key, message: said }) => ({ position, key, message: said }))
          const { checkpoint, effects, largeCells, stopped } = this.#engine
          const { position } = checkpoint
          this.#options.onStatus({
            kind: 'live',
            dialect: this.#projection.dialect,
            name: this.#projection.name,
            columns: this.#projection.columns.map(({ name }) => name),
            position,
            failures: { count, first: notes },
            ...(stopped !== undefined && { stoppedAt: stopped }),
            ...(effects.emittedCount + effects.loggedCount > 0 && { effects }),
            ...(largeCells.length > 0 && { largeCells }),
          })
          await this.#answer()
        }
      }
    } catch (error) {
      if (!signal.aborted && !(error instanceof Error && 'code' in error)) throw error
    }
  }

  async #answer(): Promise<void> {
    const position = this.#position
    await this.#engine.at(position, async (view) => {
      const rows = await view.rows(this.#show)
      if (position !== this.#position || this.#ended.signal.aborted) return
      this.#options.onView({
        position,
        exact: position <= this.#engine.checkpoint.position,
        from: this.#show.from,
        ...rows,
      })
    })
  }
}

function predicateIn(text: string): Predicate {
  const script = `let epochPredicate; ${predicateScript(text)}; return epochPredicate`
  try {
    return predicateOf(new Function(script)())
  } catch (error) {
    throw new EpochError('predicate-invalid', String(error))
  }
}

function pagesOf(read: RangeReader): PageReader {
  return async function* (filter, { after, upTo }) {
    const fits = matcherOf(filter)
    for (let from = after; ; ) {
      const page = await read(from, upTo, filter)
      const last = page.at(-1)
      if (last === undefined) return
      yield page.filter(fits)
      from = last.position
    }
  }
}
