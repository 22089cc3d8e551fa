import { EpochError, type EpochErrorCode } from '../../../core/errors.ts'
import { type Event, type Position, START } from '../../../core/event.ts'
import type { Projection } from '../../../core/projection.ts'
import type { LoadOptions } from '../../../projection/dialects/load-projection.ts'
import { ProjectionEngine } from '../../../projection/engine.ts'
import type { ProjectionFailure } from '../../../projection/fold-notes.ts'
import type { TailRange } from '../../../projection/moment.ts'
import type { TextCodec, ValueStore } from '../../../projection/value-store.ts'
import { QUANTUM_EVENTS } from '../../../projection/version-log.ts'
import { MAX_SHOWN_FAILURES, type ProjectionFailureNote } from '../../state/projection-port.ts'
import { clocked, type EventClock } from './event-clock.ts'
import { QuantumCache } from './quantum-cache.ts'
import type { PageMessage, WorkerMessage } from './worker-protocol.ts'

/** What the worker's script took from its global before user code could see it. */
export interface WorkerPlatform {
  readonly post: (message: WorkerMessage) => void
  /** Runs a compiled source. @throws what user code throws, EpochError `projection-invalid` */
  readonly load: (script: string, options: LoadOptions) => Projection
  /** Line of the source that an error came from, where it says so. */
  readonly placeOf: (thrown: unknown) => { readonly line?: number }
  /** Calls back once, after whatever else is waiting to be heard. */
  readonly later: (callback: () => Promise<void>) => void
  readonly nowMs: () => number
  readonly clock: EventClock
  readonly values: ValueStore
  readonly codec: TextCodec
}

/** A slice of folding ends after this many events or this much time, so that a seek never waits for longer than one. */
const SLICE_EVENTS = 1000
const SLICE_MS = 8

type Load = Extract<PageMessage, { kind: 'load' }>
type Seek = Extract<PageMessage, { kind: 'seek' }>
type Waiting = Extract<PageMessage, { kind: 'events' | 'caught-up' }>

/** One projection inside its worker: folds in slices between which it answers seeks. */
export class WorkerRun {
  readonly #platform: WorkerPlatform
  readonly #engine: ProjectionEngine
  readonly #naming: { readonly after: Position; readonly upTo: Position }
  readonly #waiting: Waiting[] = []
  #batch: { readonly events: readonly Event[]; at: number } | undefined
  #batches = 0
  #caughtUp = false
  #awake = false
  #toldFailures = 0
  readonly #tails: QuantumCache
  /** Events since the last whole quantum, and the position before the first of them. */
  #quantum: Event[] = []
  #quantumAfter: Position = START
  #giveTail = (): void => {}

  /** Loads the projection and says what it is. @throws what user code throws, EpochError `projection-invalid` */
  constructor(
    { script, name, engineVersion, tailBytes, namingAfter = START, namingUpTo = START }: Load,
    platform: WorkerPlatform,
  ) {
    this.#tails = new QuantumCache(tailBytes)
    this.#platform = platform
    this.#naming = { after: namingAfter, upTo: namingUpTo }
    const projection = platform.load(script, { name, engineVersion })
    this.#engine = new ProjectionEngine(clocked(projection, platform.clock), {
      values: platform.values,
      codec: platform.codec,
      readTail: (range) => this.#readTail(range),
    })
    const columns = projection.columns.map(({ name }) => name)
    platform.post({ kind: 'loaded', name: projection.name, columns, filter: projection.from })
  }

  /** @throws EpochError, and whatever else ends the run */
  async receive(message: Exclude<PageMessage, Load>): Promise<void> {
    switch (message.kind) {
      case 'events':
      case 'caught-up':
        this.#waiting.push(message)
        this.#wake()
        return
      case 'seek':
        return await this.#answer(message)
      case 'tail':
        this.#tails.put(message.after, eventsOf(message.text))
        this.#giveTail()
    }
  }

  #wake(): void {
    if (this.#awake) return
    this.#awake = true
    this.#platform.later(async () => {
      await this.#foldSlice()
      this.#awake = false
      if (this.#batch || this.#waiting.length > 0) this.#wake()
    })
  }

  async #foldSlice(): Promise<void> {
    const until = this.#platform.nowMs() + SLICE_MS
    for (let folded = 0; folded < SLICE_EVENTS; folded++) {
      const event = this.#nextEvent()
      if (event === undefined) break
      await this.#fold(event)
      if (this.#platform.nowMs() >= until) break
    }
    this.#endBatch()
    this.#tellProgress()
  }

  #nextEvent(): Event | undefined {
    for (;;) {
      this.#endBatch()
      if (this.#batch) return this.#batch.events[this.#batch.at++]
      const next = this.#waiting.shift()
      if (next === undefined) return undefined
      if (next.kind === 'events') {
        this.#batch = { events: eventsOf(next.text), at: 0 }
        this.#caughtUp = false
      } else {
        this.#engine.caughtUp(next.position)
        this.#caughtUp = true
      }
    }
  }

  #endBatch(): void {
    if (this.#batch === undefined || this.#batch.at < this.#batch.events.length) return
    this.#batch = undefined
    this.#batches++
  }

  async #fold(event: Event): Promise<void> {
    const { after, upTo } = this.#naming
    if (event.position > after && event.position <= upTo)
      this.#platform.post({ kind: 'folding', position: event.position })
    await this.#engine.fold([event])
    this.#quantum.push(event)
    if (this.#quantum.length < QUANTUM_EVENTS) return
    this.#tails.put(this.#quantumAfter, this.#quantum)
    this.#quantum = []
    this.#quantumAfter = event.position
  }

  #tellProgress(): void {
    const { count, first } = this.#engine.failures
    const newFailures = first.slice(this.#toldFailures, MAX_SHOWN_FAILURES)
    this.#toldFailures += newFailures.length
    this.#platform.post({
      kind: 'progress',
      position: this.#engine.checkpoint.position,
      batches: this.#batches,
      caughtUp: this.#caughtUp && this.#batch === undefined && this.#waiting.length === 0,
      failureCount: count,
      newFailures: newFailures.map((failure) => this.#noteOf(failure)),
    })
  }

  async #answer(seek: Seek): Promise<void> {
    const { total, rows } = await this.#engine.at(seek.position, (view) => view.rows(seek))
    const failure = this.#engine.failureAt(seek.position)
    this.#platform.post({
      kind: 'view',
      id: seek.id,
      exact: seek.position <= this.#engine.checkpoint.position,
      total,
      rows,
      ...(failure && { failure: this.#noteOf(failure) }),
    })
  }

  /** The events of a seek's tail, from the page where they are not at hand. */
  async #readTail({ after, count, quantumUpTo }: TailRange): Promise<readonly Event[]> {
    if (this.#tails.get(after) === undefined) {
      this.#platform.post({ kind: 'need', after, upTo: quantumUpTo })
      await new Promise<void>((resolve) => {
        this.#giveTail = resolve
      })
    }
    return this.#tails.get(after)?.slice(0, count) ?? []
  }

  #noteOf({ position, key, message, cause }: ProjectionFailure): ProjectionFailureNote {
    const { line } = this.#platform.placeOf(cause)
    return { position, key, message, ...(line !== undefined && { line }) }
  }
}

/** What the page is told of whatever ended the run: `code` is for what is no EpochError. */
export function failureOf(thrown: unknown, code: EpochErrorCode, placeOf: WorkerPlatform['placeOf']): WorkerMessage {
  const place = placeOf(thrown instanceof EpochError ? (thrown.cause ?? thrown) : thrown)
  return { kind: 'failed', code: thrown instanceof EpochError ? thrown.code : code, message: wordsOf(thrown), ...place }
}

const MAX_MESSAGE_CHARACTERS = 2048

function wordsOf(thrown: unknown): string {
  try {
    if (thrown instanceof EpochError) return thrown.message
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
    return text.slice(0, MAX_MESSAGE_CHARACTERS)
  } catch {
    return 'something that cannot be shown was thrown'
  }
}

/** The page made this text of events it had from the host. */
function eventsOf(text: string): readonly Event[] {
  return JSON.parse(text) as readonly Event[]
}
