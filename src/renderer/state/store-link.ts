import type { HostClient } from '../../contract/host-client.ts'
import type {
  ExportChoice,
  HostRequests,
  HostSubscriptions,
  OfStore,
  StoreId,
  Ticket,
} from '../../contract/host-contract.ts'
import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { EventType } from '../../core/event.ts'
import type { Activity } from './activity.ts'

/** The requests that are about one open store. */
export type StoreRequest = {
  [Name in keyof HostRequests]: HostRequests[Name]['input'] extends OfStore ? Name : never
}[keyof HostRequests]

type WithoutStore<Input> = Omit<Input, 'store'>

/** Why everything that was asked of a store is void once another is opened. */
const storeLeft = new EpochError('store-not-open', 'another store was opened')

/**
 * The window's one way to ask about the store it shows. What was asked of an earlier store never arrives: its promises
 * reject, and {@link inBackground} knows that for no failure.
 */
export class StoreLink {
  readonly #host: HostClient
  readonly #activity: Activity
  readonly #onFailure: (failure: ErrorRecord) => void
  #store: StoreId | undefined
  #left = new AbortController()
  readonly #forgetting: (() => void)[] = []

  constructor(host: HostClient, activity: Activity, onFailure: (failure: ErrorRecord) => void) {
    this.#host = host
    this.#activity = activity
    this.#onFailure = onFailure
  }

  /** Everything from here on is about `store`. */
  enter(store: StoreId): void {
    this.leave()
    this.#store = store
  }

  /** Nothing asked until now arrives any more. */
  leave(): void {
    for (const forget of this.#forgetting) forget()
    this.#left.abort(storeLeft)
    this.#left = new AbortController()
    this.#store = undefined
  }

  /** Calls back, from now on, whenever the store that was open is left: for what a slice knows of it, to be forgotten. */
  onLeave(forget: () => void): void {
    this.#forgetting.push(forget)
  }

  /** Aborted when this store is left. */
  get left(): AbortSignal {
    return this.#left.signal
  }

  get store(): StoreId | undefined {
    return this.#store
  }

  async ask<Name extends StoreRequest>(
    name: Name,
    input: WithoutStore<HostRequests[Name]['input']>,
    signal?: AbortSignal,
  ): Promise<HostRequests[Name]['output']> {
    const left = this.#left.signal
    const end = this.#activity.begin()
    try {
      const about = { ...input, store: this.known() } as HostRequests[Name]['input']
      const output = await this.#host.request(name, about, signal ? AbortSignal.any([left, signal]) : left)
      left.throwIfAborted()
      return output
    } finally {
      end()
    }
  }

  watch(): AsyncIterable<HostSubscriptions['store.watch']['message']> {
    return this.#host.subscribe('store.watch', { store: this.known() }, this.#left.signal)
  }

  watchProjections(): AsyncIterable<HostSubscriptions['projections.watch']['message']> {
    return this.#host.subscribe('projections.watch', { store: this.known() }, this.#left.signal)
  }

  /** Ends when the store is left, or with the signal, by rejecting. */
  audit(signal: AbortSignal): AsyncIterable<HostSubscriptions['store.audit']['message']> {
    return this.#host.subscribe('store.audit', { store: this.known() }, this.#until(signal))
  }

  /** Ends as {@link audit} does. */
  fields(type: EventType, signal: AbortSignal): AsyncIterable<HostSubscriptions['types.fields']['message']> {
    return this.#host.subscribe('types.fields', { store: this.known(), type }, this.#until(signal))
  }

  /** Ends as {@link audit} does. */
  import(ticket: Ticket, signal: AbortSignal): AsyncIterable<HostSubscriptions['store.import']['message']> {
    return this.#host.subscribe('store.import', { store: this.known(), ticket }, this.#until(signal))
  }

  /** Ends as {@link audit} does. */
  export(choice: ExportChoice, signal: AbortSignal): AsyncIterable<HostSubscriptions['store.export']['message']> {
    return this.#host.subscribe('store.export', { ...choice, store: this.known() }, this.#until(signal))
  }

  /** Runs what nobody waits for: a failure becomes a notice, a bug goes to the console as well. Never rejects. */
  async inBackground(task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      if (error === storeLeft || isAbort(error)) return
      if (!(error instanceof EpochError)) reportError(error)
      else if (error.code === 'host-unreachable') return
      this.#onFailure(errorRecord(error))
    }
  }

  #until(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([this.#left.signal, signal])
  }

  /** @throws EpochError `store-not-open` */
  known(): StoreId {
    if (this.#store === undefined) throw storeLeft
    return this.#store
  }
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
