import { EpochError } from '../../../core/errors.ts'
import type { Event } from '../../../core/event.ts'
import { ProjectionEngine } from '../../../projection/engine.ts'
import type { ProjectionFailure } from '../../../projection/fold-notes.ts'
import { MAX_SHOWN_EFFECTS, MAX_SHOWN_FAILURES, type ProjectionFailureNote } from '../../state/projection-port.ts'
import { eventsOf, messageOf, TailEvents } from './event-reader.ts'
import { answerLive } from './live-answer.ts'
import { loadCode } from './load-code.ts'
import type { PageLink } from './page-link.ts'
import { Vitals } from './vitals.ts'
import { workerError } from './worker-failure.ts'
import type { WorkerPlatform } from './worker-platform.ts'
import type { LiveAsk, LoadMessage, PageMessage, WorkerProgress } from './worker-protocol.ts'
import { valuesOf } from './worker-values.ts'

/** A slice of folding ends after this much time, so that a seek never waits for longer than one. */
const SLICE_MS = 8

/** How many events are given to the engine at once. */
const PART_EVENTS = 256

type Seek = Extract<PageMessage, { kind: 'seek' }>

/** One projection inside its worker: folds in slices between which it answers seeks and questions. */
export class WorkerRun {
  readonly #platform: WorkerPlatform
  readonly #engine: ProjectionEngine
  readonly #vitals: Vitals
  readonly #tails: TailEvents
  /** Texts of messages. */
  readonly #waiting: string[] = []
  #batch: { readonly events: readonly Event[]; at: number } | undefined
  #batches = 0
  #caughtUp = false
  #awake = false
  #toldFailures = 0
  #toldEffects = 0
  #toldLargeCells = 0
  /** The last question that nobody waits for. */
  #cancelled = 0

  /** Loads the projection and says what it is. @throws what user code throws, EpochError `projection-invalid` */
  constructor(load: LoadMessage, platform: WorkerPlatform, page: PageLink) {
    const { namingAfter, onFailure } = load
    this.#platform = platform
    this.#vitals = new Vitals(platform, namingAfter)
    this.#tails = new TailEvents(page, load.tailBytes)
    const projection = loadCode(load.code, platform, (event) => this.#vitals.enter(event.position))
    this.#engine = new ProjectionEngine(projection, {
      values: valuesOf(load, page),
      codec: platform.codec,
      readTail: (range) => this.#tails.read(range),
      ...(onFailure && { onFailure }),
    })
    const { name, dialect, columns, from } = projection
    platform.post({ kind: 'loaded', name, dialect, columns: columns.map((column) => column.name), filter: from })
  }

  /** @throws EpochError, and whatever else ends the run */
  async receive(message: Exclude<PageMessage, { kind: 'load' | 'lone' | 'reply' | 'ping' }>): Promise<void> {
    switch (message.kind) {
      case 'next':
        this.#waiting.push(message.text)
        return await this.#foldAll()
      case 'seek':
        return await this.#show(message)
      case 'ask':
        return await this.#answer(message)
      case 'cancel':
        this.#cancelled = message.id
    }
  }

  async #foldAll(): Promise<void> {
    if (this.#awake) return
    this.#awake = true
    try {
      while (this.#batch || this.#waiting.length > 0) {
        await this.#platform.later()
        await this.#foldSlice()
      }
    } finally {
      this.#awake = false
    }
  }

  async #foldSlice(): Promise<void> {
    this.#vitals.begin()
    const until = this.#platform.nowMs() + SLICE_MS
    do {
      const events = this.#nextEvents()
      if (events.length === 0) break
      await this.#engine.fold(events)
      this.#tails.folded(events)
    } while (this.#platform.nowMs() < until)
    this.#endBatch()
    this.#tellProgress()
  }

  #nextEvents(): readonly Event[] {
    for (;;) {
      this.#endBatch()
      const batch = this.#batch
      if (batch) {
        const events = batch.events.slice(batch.at, batch.at + PART_EVENTS)
        batch.at += events.length
        return events
      }
      const text = this.#waiting.shift()
      if (text === undefined) return []
      const next = messageOf(text)
      if (next.kind === 'events') {
        this.#batch = { events: next.events, at: 0 }
        this.#caughtUp = false
      } else {
        this.#engine.caughtUp(next.position)
        this.#caughtUp = true
        this.#batches++
      }
    }
  }

  #endBatch(): void {
    if (this.#batch === undefined || this.#batch.at < this.#batch.events.length) return
    this.#batch = undefined
    this.#batches++
  }

  #tellProgress(): void {
    const { failures, stopped } = this.#engine
    const newFailures = failures.first.slice(this.#toldFailures, MAX_SHOWN_FAILURES)
    this.#toldFailures += newFailures.length
    this.#platform.post({
      kind: 'progress',
      position: this.#engine.checkpoint.position,
      batches: this.#batches,
      caughtUp: this.#caughtUp && this.#batch === undefined && this.#waiting.length === 0,
      ...(stopped !== undefined && { stoppedAt: stopped }),
      failureCount: failures.count,
      newFailures: newFailures.map((failure) => this.#noteOf(failure)),
      ...this.#newEffects(),
      ...this.#newLargeCells(),
    })
  }

  #newLargeCells(): Pick<WorkerProgress, 'largeCells'> {
    const { largeCells } = this.#engine
    if (largeCells.length === this.#toldLargeCells) return {}
    this.#toldLargeCells = largeCells.length
    return { largeCells: [...largeCells] }
  }

  #newEffects(): Pick<WorkerProgress, 'effects'> {
    const { emittedCount, emitted, loggedCount, logged } = this.#engine.effects
    if (emittedCount + loggedCount === this.#toldEffects) return {}
    this.#toldEffects = emittedCount + loggedCount
    return {
      effects: {
        emittedCount,
        emitted: emitted.slice(0, MAX_SHOWN_EFFECTS),
        loggedCount,
        logged: logged.slice(0, MAX_SHOWN_EFFECTS),
      },
    }
  }

  async #show({ id, position, rows }: Seek): Promise<void> {
    this.#vitals.begin()
    const shown = await this.#engine.at(position, (view) => view.rows(rows))
    const failure = this.#engine.failureAt(position)
    this.#platform.post({
      kind: 'view',
      id,
      exact: position <= this.#engine.checkpoint.position || this.#engine.stopped !== undefined,
      ...shown,
      ...(failure && { failure: this.#noteOf(failure) }),
    })
  }

  async #answer({ id, question, text }: LiveAsk): Promise<void> {
    this.#vitals.begin()
    try {
      const answer = await answerLive(this.#engine, question, {
        event: text === undefined ? undefined : eventsOf(text)[0],
        lineOf: (cause) => this.#platform.placeOf(cause),
        breathe: async (progress) => {
          await this.#vitals.breathe(progress)
          if (this.#cancelled === id) throw new EpochError('projection-failed', 'the question was taken back')
        },
      })
      this.#platform.post({ kind: 'answer', id, answer })
    } catch (thrown) {
      const error = workerError(thrown, 'projection-failed', this.#platform.placeOf)
      this.#platform.post({ kind: 'unanswered', id, error })
    }
  }

  #noteOf({ position, key, message, cause, before }: ProjectionFailure): ProjectionFailureNote {
    const line = this.#platform.placeOf(cause)
    return { position, key, message, ...line, ...(before !== undefined && { before }) }
  }
}
