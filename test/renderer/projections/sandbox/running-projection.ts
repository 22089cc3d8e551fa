import type { Event, Position } from '../../../../src/core/event.ts'
import { matcherOf } from '../../../../src/core/event-filter.ts'
import type { ProjectionQuestions } from '../../../../src/projection/ask/questions.ts'
import { type RunLimits, startProjection } from '../../../../src/renderer/projections/sandbox/projection-run.ts'
import type {
  EventSource,
  ProjectionOptions,
  ProjectionRun,
  ProjectionStatus,
  ReadModelView,
  ShownRows,
} from '../../../../src/renderer/state/projection-port.ts'

/** A log in memory that can grow while it is subscribed to. */
export class ArrayLog implements EventSource {
  readonly events: Event[]
  /** How many reads the sandbox made to seek. */
  reads = 0
  readonly #pageEvents: number
  #wake: () => void = () => {}

  constructor(events: readonly Event[], pageEvents = 1000) {
    this.events = [...events]
    this.#pageEvents = pageEvents
  }

  append(event: Event): void {
    this.events.push(event)
    this.#wake()
  }

  async *subscribe({ after, filter, signal }: Parameters<EventSource['subscribe']>[0]) {
    let at = this.events.findIndex((event) => event.position > after)
    if (at === -1) at = this.events.length
    signal.addEventListener('abort', () => this.#wake())
    while (!signal.aborted) {
      while (at < this.events.length) {
        const page = this.events.slice(at, at + this.#pageEvents)
        at += page.length
        const events = page.filter(matcherOf(filter))
        if (events.length > 0) yield { kind: 'events' as const, events }
      }
      yield { kind: 'caught-up' as const, position: this.events.at(-1)?.position ?? (0 as Position) }
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        if (at < this.events.length || signal.aborted) resolve()
      })
    }
  }

  async read(...[after, upTo, filter]: Parameters<EventSource['read']>): Promise<readonly Event[]> {
    this.reads++
    const fits = matcherOf(filter)
    return this.events.filter((event) => event.position > after && event.position <= upTo && fits(event)).slice(0, 100)
  }
}

/** A projection in the sandbox, with everything it says. */
export class RunningProjection {
  readonly statuses: ProjectionStatus[] = []
  readonly views: ReadModelView[] = []
  readonly run: ProjectionRun
  readonly #waiting = new Set<() => void>()

  constructor(
    source: string,
    events: EventSource,
    position: number,
    show: ShownRows = { from: 0, limit: 50 },
    limits?: RunLimits,
    more: Partial<ProjectionOptions> = {},
  ) {
    const heard = (): void => {
      for (const wake of this.#waiting) wake()
    }
    const options: ProjectionOptions = {
      source,
      events,
      show,
      position: position as Position,
      onStatus: (status) => {
        this.statuses.push(status)
        heard()
      },
      onView: (view) => {
        this.views.push(view)
        heard()
      },
      ...more,
    }
    this.run = startProjection(options, limits)
  }

  [Symbol.dispose](): void {
    this.run.stop()
  }

  /** The first status of a kind, as soon as it is there; fails when the run fails otherwise. */
  status<Kind extends ProjectionStatus['kind']>(kind: Kind): Promise<Extract<ProjectionStatus, { kind: Kind }>> {
    const isKind = (status: ProjectionStatus): status is Extract<ProjectionStatus, { kind: Kind }> =>
      status.kind === kind
    return this.until(() => {
      const failed = this.statuses.find((status) => status.kind === 'failed')
      if (failed && kind !== 'failed') throw new Error(JSON.stringify(failed))
      return this.statuses.find(isKind)
    })
  }

  /** The answer to a question that nobody takes back. */
  ask<Name extends keyof ProjectionQuestions>(
    name: Name,
    input: ProjectionQuestions[Name]['input'],
  ): Promise<ProjectionQuestions[Name]['answer']> {
    return this.run.ask(name, input, { signal: new AbortController().signal, onProgress: () => {} })
  }

  /** The final answer for a position. */
  async exactly(position: number): Promise<ReadModelView> {
    const from = this.views.length
    this.run.seek(position as Position)
    return this.until(() => this.views.slice(from).find((view) => view.exact && view.position === position))
  }

  /** Resolves with what `found` finds, looking after every word of the run. */
  until<Value>(found: () => Value | undefined): Promise<Value> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        try {
          const value = found()
          if (value === undefined) return
          this.#waiting.delete(look)
          resolve(value)
        } catch (error) {
          this.#waiting.delete(look)
          reject(error)
        }
      }
      this.#waiting.add(look)
      look()
    })
  }
}
