import type { catchUp } from '../../src/core/catch-up.ts'
import { type Event, type Position, position } from '../../src/core/event.ts'
import { type EventFilter, matcherOf } from '../../src/core/event-filter.ts'
import type { SubscriptionMessage } from '../../src/core/event-store-backend.ts'
import { filters, firstAfter, ScheduledLog } from './scheduled-log.ts'
import { SeededRandom } from './seeded-random.ts'

/** How many runs take their steps in one turn of the event loop: each step lets everything that waits for it go on. */
const RUNS_AT_ONCE = 250

const MOST_STEPS = 20_000

/** How many events a commit has. */
const commitSizes = [0, 1, 1, 1, 2, 3, 7, 50]

/**
 * Runs subscriptions with commits, announcements, stalls and cancellations between any two of their steps, in an order
 * that a seed decides. @returns what went wrong, with the seed
 */
export async function checkInterleavings(subscribe: typeof catchUp, seeds: readonly number[]): Promise<string[]> {
  const faults: string[] = []
  for (let at = 0; at < seeds.length; at += RUNS_AT_ONCE) {
    const runs = seeds.slice(at, at + RUNS_AT_ONCE).map((seed) => new Run(subscribe, seed))
    for (let going = runs; going.length > 0; going = going.filter((run) => !run.step()))
      await new Promise<void>((resolve) => setImmediate(resolve))
    faults.push(...runs.flatMap(({ seed, fault }) => (fault === undefined ? [] : [`seed ${seed}: ${fault}`])))
  }
  return faults
}

class Run {
  readonly seed: number
  fault: string | undefined
  readonly #random: SeededRandom
  readonly #log: ScheduledLog
  readonly #subscribers: readonly Subscriber[]
  #stepsLeft = MOST_STEPS
  #commitsLeft: number
  #leaving = false

  constructor(subscribe: typeof catchUp, seed: number) {
    this.seed = seed
    this.#random = new SeededRandom(seed)
    this.#log = new ScheduledLog(this.#random)
    this.#log.commit(this.#random.upTo(20))
    this.#commitsLeft = this.#random.upTo(12)
    this.#subscribers = Array.from(
      { length: 1 + this.#random.upTo(1) },
      () => new Subscriber(subscribe, this.#log, this.#random.oneOf(filters), position(this.#random.upTo(50))),
    )
  }

  /** @returns whether the run has ended */
  step(): boolean {
    try {
      return this.#leaving ? this.#hasLeft() : this.#step()
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error)
      return true
    }
  }

  #step(): boolean {
    for (const { fault } of this.#subscribers) if (fault !== undefined) throw new Error(fault)
    if (--this.#stepsLeft === 0) throw new Error('it never comes to rest')
    if (this.#commitsLeft > 0 && this.#random.chance(0.15)) {
      this.#commitsLeft--
      this.#log.commit(this.#random.oneOf(commitSizes))
    }
    const idle = this.#subscribers.filter((subscriber) => subscriber.isIdle)
    const steps = [
      ...(this.#log.hasSteps ? (['answer', 'answer', 'answer'] as const) : []),
      ...(this.#log.hasLanding ? (['land'] as const) : []),
      ...(this.#log.hasUnannounced ? (['announce'] as const) : []),
      ...(idle.length > 0 ? (['take', 'take', 'take'] as const) : []),
      ...(this.#commitsLeft > 0 ? (['cancel'] as const) : []),
    ]
    if (steps.length === 0) return this.#rest()
    switch (this.#random.oneOf(steps)) {
      case 'answer':
        this.#log.step()
        break
      case 'land':
        if (this.#random.chance(0.1)) this.#log.land()
        break
      case 'announce':
        this.#log.announce()
        break
      case 'take':
        this.#random.oneOf(idle).take()
        break
      case 'cancel':
        if (this.#random.chance(0.2)) this.#random.oneOf(this.#subscribers).cancel()
    }
    return false
  }

  /** Everything that was committed is announced and nothing is asked: each subscription must have all and say so. */
  #rest(): boolean {
    for (const subscriber of this.#subscribers) subscriber.checkComplete()
    const begun = this.#subscribers.reduce((sum, subscriber) => sum + subscriber.begun, 0)
    const most = begun + this.#log.announced * this.#subscribers.length
    if (this.#log.headsAsked > most) throw new Error(`the head was asked ${this.#log.headsAsked} times, not ${most}`)
    for (const subscriber of this.#subscribers) subscriber.leave()
    this.#leaving = true
    return false
  }

  #hasLeft(): boolean {
    if (this.#log.listeners > 0) throw new Error('a subscription that ended still listens')
    return true
  }
}

const cancelled = new Error('cancelled')

/** A reader that checks all that it is given, and goes on from its checkpoint after a cancellation. */
class Subscriber {
  fault: string | undefined
  begun = 0
  readonly #subscribe: typeof catchUp
  readonly #log: ScheduledLog
  readonly #filter: EventFilter
  readonly #fits: (event: Event) => boolean
  readonly #start: Position
  #checkpoint: Position
  #mark: Position
  #controller = new AbortController()
  #messages: AsyncGenerator<SubscriptionMessage, void>
  #state: 'idle' | 'taking' | 'left' = 'idle'

  constructor(subscribe: typeof catchUp, log: ScheduledLog, filter: EventFilter, start: Position) {
    this.#subscribe = subscribe
    this.#log = log
    this.#filter = filter
    this.#fits = matcherOf(filter)
    this.#start = start
    this.#checkpoint = start
    this.#mark = start
    this.#messages = this.#begin()
  }

  get isIdle(): boolean {
    return this.#state === 'idle'
  }

  take(): void {
    this.#state = 'taking'
    this.#messages.next().then(
      (next) => {
        this.#state = 'idle'
        if (next.done === true) this.fault ??= 'it ended by itself'
        else this.#check(next.value)
      },
      (error: unknown) => {
        this.#state = 'idle'
        if (error !== cancelled) this.fault ??= `it failed: ${String(error)}`
        this.#messages = this.#begin()
      },
    )
  }

  /** While it is taken from, by its signal; otherwise by leaving. */
  cancel(): void {
    if (this.#state === 'taking') this.#controller.abort(cancelled)
    else {
      this.leave()
      this.#state = 'idle'
      this.#messages = this.#begin()
    }
  }

  leave(): void {
    if (this.#state === 'taking') this.#controller.abort(cancelled)
    else void this.#messages.return()
    this.#state = 'left'
  }

  checkComplete(): void {
    const missed = this.#next()
    if (missed !== undefined) throw new Error(`at rest without the event at ${missed.position}`)
    const wanted = Math.max(this.#start, this.#log.last)
    if (this.#mark !== wanted) throw new Error(`at rest its last mark is ${this.#mark}, not ${wanted}`)
  }

  #begin(): AsyncGenerator<SubscriptionMessage, void> {
    this.begun++
    this.#controller = new AbortController()
    const { signal } = this.#controller
    return this.#subscribe(this.#log, this.#log, { after: this.#checkpoint, filter: this.#filter, signal })
  }

  #check(message: SubscriptionMessage): void {
    if (message.kind === 'events') for (const event of message.events) this.#checkEvent(event)
    else this.#checkMark(message.position)
  }

  #checkEvent(event: Event): void {
    const next = this.#next()
    if (event !== next) this.fault ??= `it gave the event at ${event.position} instead of ${next?.position}`
    this.#checkpoint = event.position
  }

  #checkMark(mark: Position): void {
    const next = this.#next()
    if (next !== undefined && next.position <= mark) this.fault ??= `the mark ${mark} passes over ${next.position}`
    if (mark < this.#mark || mark < this.#checkpoint) this.fault ??= `the mark ${mark} moves back`
    if (mark > Math.max(this.#start, this.#log.last)) this.fault ??= `the mark ${mark} is beyond the head`
    this.#mark = mark
    this.#checkpoint = mark
  }

  /** The event that is to be delivered next. */
  #next(): Event | undefined {
    const { events } = this.#log
    for (let at = firstAfter(events, this.#checkpoint); at < events.length; at++) {
      const event = events[at]
      if (event !== undefined && this.#fits(event)) return event
    }
    return undefined
  }
}
