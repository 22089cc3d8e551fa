import { promises, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EpochError, errorOfRecord } from '../../core/errors.ts'
import type { StoreMapping } from '../../core/store-mapping.ts'
import type { ForeignCalls, KnownHead, OpenedFile } from './foreign-contract.ts'
import type { KillableProcess, StartProcess } from './killable-process.ts'
import { readAnswer, readKnownHead, readOpened } from './read-answer.ts'

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js'
const processModule = new URL(`./foreign-process${extension}`, import.meta.url)

/** How long the process may be silent before it is killed. */
export interface Patience {
  readonly openMs: number
  readonly readMs: number
}

const usualPatience: Patience = { openMs: 5000, readMs: 2000 }

/** How long a killed process may take to be gone; a dead network disk can hold one for ever. */
const DEATH_MS = 1000

interface Waiting {
  readonly id: number
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onBeat: () => void
}

export interface ForeignClientOptions {
  readonly startProcess: StartProcess
  readonly ownApplicationId: number
  /** Kinds of a person's own, tried after the known ones; default none. */
  readonly mappings?: readonly StoreMapping[]
  /** Default: a store that SQLite finds damaged is refused. */
  readonly readDamaged?: boolean
  readonly patience?: Patience
}

/**
 * The near end of a process that reads one foreign file. Calls go one at a time. A process that is silent for too long is
 * killed, and one that died is started again at the next call.
 */
export class ForeignClient {
  readonly #path: string
  readonly #options: ForeignClientOptions
  readonly #patience: Patience
  #scratch: string | undefined
  #identity: string | undefined
  #known: KnownHead | undefined
  #process: KillableProcess | undefined
  #exited: Promise<void> = Promise.resolve()
  #waiting: Waiting | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #lastId = 0
  #disposed = false

  constructor(path: string, options: ForeignClientOptions) {
    this.#path = path
    this.#options = options
    this.#patience = options.patience ?? usualPatience
  }

  /** Opens the file in a new process, so that what it is now is told. */
  async open(): Promise<OpenedFile> {
    return await this.#inTurn(() => this.#start())
  }

  /** @throws EpochError `store-timeout`, `store-reader-died`, `store-not-open`, and what the call throws */
  async call<Name extends Exclude<keyof ForeignCalls, 'open'>>(
    name: Name,
    input: ForeignCalls[Name]['input'],
  ): Promise<unknown> {
    return await this.#inTurn(async () => {
      if (this.#process === undefined) await this.#start()
      return await this.#send(name, input, this.#patience.readMs)
    })
  }

  /** Looks for commits of other programs. What is said of the head is what a process that takes this one's place must find. */
  async refresh(): Promise<number> {
    this.#known = readKnownHead(await this.call('refresh', {}))
    return this.#known.head
  }

  async dispose(): Promise<void> {
    this.#disposed = true
    this.#end(notOpen(this.#path))
    await this.#turn
    await this.#death()
    if (this.#scratch !== undefined) rmSync(this.#scratch, { recursive: true, force: true, maxRetries: 3 })
    this.#scratch = undefined
  }

  async #inTurn<Output>(work: () => Promise<Output>): Promise<Output> {
    const mine = this.#turn.then(() => {
      this.#checkOpen()
      return work()
    })
    this.#turn = mine.then(
      () => undefined,
      () => undefined,
    )
    return await mine
  }

  async #start(): Promise<OpenedFile> {
    this.#end(new Error('a new process takes its place'))
    await this.#death()
    this.#scratch ??= await promises.mkdtemp(join(tmpdir(), 'epoch-foreign-'))
    this.#checkOpen()
    const started = this.#options.startProcess(processModule)
    this.#process = started
    started.onText((text) => {
      if (this.#process === started) this.#hear(text)
    })
    const { promise: exited, resolve: tellExit } = Promise.withResolvers<void>()
    this.#exited = exited
    started.onExit((code) => {
      tellExit()
      if (this.#process === started) this.#end(died(this.#path, code))
    })
    const { ownApplicationId, mappings = [], readDamaged = false } = this.#options
    const input = {
      path: this.#path,
      scratch: this.#scratch,
      ownApplicationId,
      mappings,
      readDamaged,
      ...(this.#identity !== undefined && { identity: this.#identity }),
      ...(this.#known !== undefined && { known: this.#known }),
    }
    try {
      const opened = readOpened(await this.#send('open', input, this.#patience.openMs))
      this.#identity = opened.identity
      this.#known = opened.kind && { head: opened.kind.head, event: opened.kind.event }
      return opened
    } catch (error) {
      this.#end(error)
      throw error
    }
  }

  #send<Name extends keyof ForeignCalls>(
    name: Name,
    input: ForeignCalls[Name]['input'],
    silenceMs: number,
  ): Promise<unknown> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      const giveUp = (): void => this.#end(timedOut(this.#path, silenceMs))
      let timer = setTimeout(giveUp, silenceMs)
      const onBeat = (): void => {
        clearTimeout(timer)
        timer = setTimeout(giveUp, silenceMs)
      }
      const settle = (end: () => void): void => {
        clearTimeout(timer)
        this.#waiting = undefined
        end()
      }
      this.#waiting = {
        id,
        onBeat,
        resolve: (output) => settle(() => resolve(output)),
        reject: (error) => settle(() => reject(error)),
      }
      this.#process?.send(JSON.stringify({ id, name, input }))
    })
  }

  #hear(text: string): void {
    try {
      const answer = readAnswer(text)
      if (answer.id !== this.#waiting?.id) return
      if (answer.kind === 'beat') this.#waiting.onBeat()
      else if (answer.kind === 'output') this.#waiting.resolve(answer.output)
      else this.#waiting.reject(errorOfRecord(answer.error))
    } catch (error) {
      this.#end(error)
    }
  }

  /** Ends the process, and with this reason the call that waits for it. */
  #end(reason: unknown): void {
    const ended = this.#process
    this.#process = undefined
    ended?.kill()
    this.#waiting?.reject(reason)
  }

  /** Resolves when the last process, which was told to end, is gone and with it its hold on the scratch folder. */
  async #death(): Promise<void> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, DEATH_MS)
    await Promise.race([this.#exited, late])
    clearTimeout(timer)
  }

  #checkOpen(): void {
    if (this.#disposed) throw notOpen(this.#path)
  }
}

export function notOpen(path: string): EpochError {
  return new EpochError('store-not-open', `${path}: the store is closed`, { path })
}

function timedOut(path: string, silenceMs: number): EpochError {
  return new EpochError(
    'store-timeout',
    `${path}: reading it took longer than ${silenceMs / 1000} s and was stopped; the file may be damaged or made to stall`,
    { path },
  )
}

function died(path: string, code: number | null): EpochError {
  return new EpochError(
    'store-reader-died',
    `${path}: the process that reads it ended by itself (${code === null ? 'by a signal' : `code ${code}`}); it is started again when needed, and if it ends again the file may be damaged`,
    { path },
  )
}
