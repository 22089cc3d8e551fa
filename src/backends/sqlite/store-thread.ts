import { Worker } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { EpochError, errorOfRecord } from '../../core/errors.ts'
import type { ThreadApi, ThreadCall, ThreadData, ThreadReply } from './thread-messages.ts'

interface Waiting {
  resolve(output: unknown): void
  reject(error: unknown): void
}

const workerUrl = new URL(`./sqlite-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url)

/** Most memory for short-lived values in a store's thread: what V8 takes by itself is several times as much, and no quicker here. */
const YOUNG_MB = 24

const kept: Database.Database[] = []

/**
 * Node unloads a native addon when the last thread that uses it ends. A connection kept in this thread keeps the driver
 * loaded, so that store threads never load it while another's end unloads it.
 */
function keepDriverLoaded(): void {
  if (kept.length === 0) kept.push(new Database(':memory:'))
}

/**
 * Calls what runs in a thread of its own. The thread starts with the first call; where it dies, what waits for it is
 * rejected and the next call starts another.
 */
export class StoreThread<Api extends ThreadApi> {
  #data: ThreadData
  #worker: Worker | undefined
  #lastId = 0
  readonly #waiting = new Map<number, Waiting>()

  constructor(data: ThreadData) {
    this.#data = data
  }

  /** Changes what a thread that starts from now on is given. */
  startWith(data: ThreadData): void {
    this.#data = data
  }

  /** A thread that does not run has nothing open. */
  get isRunning(): boolean {
    return this.#worker !== undefined
  }

  call<Name extends keyof Api & string>(
    name: Name,
    ...args: Parameters<Api[Name]>
  ): Promise<Awaited<ReturnType<Api[Name]>>> {
    return new Promise((resolve, reject) => {
      this.#worker ??= this.#start()
      const id = ++this.#lastId
      this.#waiting.set(id, { resolve, reject })
      const call: ThreadCall = { kind: 'call', id, name, args }
      this.#worker.postMessage(call)
    })
  }

  /** Ends the thread once it has answered everything asked before. */
  close(): Promise<void> {
    return this.#end((worker) => {
      const call: ThreadCall = { kind: 'close' }
      worker.postMessage(call)
    })
  }

  /** Ends the thread as soon as it can be; what waits for it is rejected. */
  kill(): Promise<void> {
    return this.#end((worker) => void worker.terminate())
  }

  #end(order: (worker: Worker) => void): Promise<void> {
    return new Promise((resolve) => {
      const worker = this.#worker
      if (worker === undefined) return resolve()
      worker.once('exit', () => resolve())
      order(worker)
    })
  }

  #start(): Worker {
    keepDriverLoaded()
    const worker = new Worker(workerUrl, {
      workerData: this.#data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    })
    let cause: unknown
    worker.on('message', (replies: readonly ThreadReply[]) => {
      for (const reply of replies) this.#settle(reply)
    })
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => this.#died(worker, cause))
    return worker
  }

  #settle(reply: ThreadReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.kind === 'output') waiting?.resolve(reply.output)
    else waiting?.reject(reply.kind === 'error' ? errorOfRecord(reply.error) : reply.bug)
  }

  #died(worker: Worker, cause: unknown): void {
    if (this.#worker === worker) this.#worker = undefined
    const { path } = this.#data
    const message = `${path}: the store's thread ended; whether the last call was done is not known, make it again`
    for (const waiting of this.#waiting.values())
      waiting.reject(new EpochError('internal', message, { path }, { cause }))
    this.#waiting.clear()
  }
}
