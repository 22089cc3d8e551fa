import type { OpeningProgress } from './open-path.ts'

/** How long a store stays open after its last client let go of it, so that a window that reloads finds it open. */
const LINGER_MS = 5_000

export interface OpeningOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: OpeningProgress) => void
}

/** Opens what is behind a key; `signal` is aborted when nobody waits for it any more. */
export type OpenStore<Store> = (options: OpeningOptions) => Promise<Store>

export interface Shareable {
  /** Whether another store is behind its key now: who opens that one must not be given this one. */
  readonly outdated: boolean
  dispose(): Promise<void>
}

/** A client's hold on a store. */
export interface StoreLease<Store> {
  readonly store: Store
  /** A second call does nothing. */
  release(): void
}

/** The stores that a host has open, each once however many clients look at it. */
export class OpenStores<Store extends Shareable> {
  readonly #entries = new Map<string, Entry<Store>>()
  /** Outdated, and held by somebody all the same. */
  readonly #outdated = new Set<Entry<Store>>()
  readonly #reportBug: (error: unknown) => void

  constructor(reportBug: (error: unknown) => void) {
    this.#reportBug = reportBug
  }

  /** The store that is open or opening under `key`, or else what `open` gives. Rejects with the signal's reason. */
  async acquire(
    key: string,
    open: OpenStore<Store>,
    { signal, onProgress }: OpeningOptions,
  ): Promise<StoreLease<Store>> {
    signal.throwIfAborted()
    const entry = this.#shared(key) ?? this.#begin(key, open)
    const release = this.#hold(key, entry)
    entry.listeners.add(onProgress)
    try {
      return { store: await unlessAborted(entry.opening, signal), release }
    } catch (error) {
      release()
      throw error
    } finally {
      entry.listeners.delete(onProgress)
    }
  }

  /** Closes everything, whoever holds it. */
  async dispose(): Promise<void> {
    const outdated = [...this.#outdated].map((entry) => ['', entry] as const)
    await Promise.all([...this.#entries, ...outdated].map(([key, entry]) => this.#close(key, entry)))
  }

  #shared(key: string): Entry<Store> | undefined {
    const entry = this.#entries.get(key)
    if (entry?.opened?.outdated !== true) return entry
    this.#entries.delete(key)
    this.#outdated.add(entry)
    return undefined
  }

  #begin(key: string, open: OpenStore<Store>): Entry<Store> {
    const controller = new AbortController()
    const listeners = new Set<(progress: OpeningProgress) => void>()
    const opening = open({
      signal: controller.signal,
      onProgress: (progress) => {
        for (const listener of listeners) listener(progress)
      },
    })
    const entry: Entry<Store> = {
      opening,
      opened: undefined,
      controller,
      listeners,
      holders: 0,
      lingerMs: 0,
      linger: undefined,
    }
    this.#entries.set(key, entry)
    opening.then(
      (store) => {
        entry.opened = store
        entry.lingerMs = LINGER_MS
      },
      // Who waits for it learns of the failure; the next one tries anew.
      () => this.#forget(key, entry),
    )
    return entry
  }

  #hold(key: string, entry: Entry<Store>): () => void {
    clearTimeout(entry.linger)
    entry.holders++
    let held = true
    return () => {
      if (!held) return
      held = false
      entry.holders--
      if (entry.holders > 0) return
      entry.linger = setTimeout(() => this.#close(key, entry).catch(this.#reportBug), entry.lingerMs)
      entry.linger.unref()
    }
  }

  async #close(key: string, entry: Entry<Store>): Promise<void> {
    clearTimeout(entry.linger)
    this.#forget(key, entry)
    entry.controller.abort()
    const store = await entry.opening.catch(() => undefined)
    await store?.dispose()
  }

  #forget(key: string, entry: Entry<Store>): void {
    if (this.#entries.get(key) === entry) this.#entries.delete(key)
    this.#outdated.delete(entry)
  }
}

interface Entry<Store> {
  readonly opening: Promise<Store>
  opened: Store | undefined
  readonly controller: AbortController
  readonly listeners: Set<(progress: OpeningProgress) => void>
  holders: number
  /** None while it opens: an opening that nobody waits for ends. */
  lingerMs: number
  linger: NodeJS.Timeout | undefined
}

function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
