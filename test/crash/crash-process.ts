import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { type CrashLine, type CrashMark, type CrashWork, parseCrashLine } from './crash-work.ts'

const writer = fileURLToPath(new URL('./crash-writer.ts', import.meta.url))

/** A process that writes to a store as it is told to, and that may be killed at any time. */
export class CrashProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #ended: Promise<unknown>
  readonly #lines: CrashLine[] = []
  #rest = ''
  #heard: () => void = () => {}

  /** @param tracer a program and its arguments that starts the process, or nothing */
  constructor(tracer: readonly string[] = []) {
    const [program = process.execPath, ...args] = [...tracer, process.execPath, writer]
    this.#child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { NODE_COMPILE_CACHE: join(tmpdir(), 'epoch-compile-cache'), ...process.env },
    })
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#hear(text))
    // A process that was killed does not read what is written to it.
    this.#child.stdin.on('error', () => {})
    this.#ended = once(this.#child, 'close')
  }

  /** What it has said in whole lines so far. */
  get lines(): readonly CrashLine[] {
    return this.#lines
  }

  get acknowledged(): readonly string[] {
    return this.#lines.flatMap((line) => (line.said === 'acknowledged' ? line.ids : []))
  }

  /** How it ended where that was neither by {@link kill} nor with its work done; '' otherwise. */
  get howItDied(): string {
    const { exitCode, signalCode } = this.#child
    if (exitCode !== null && exitCode !== 0) return `exit code ${exitCode}`
    return signalCode === null || signalCode === 'SIGKILL' ? '' : signalCode
  }

  begin(work: CrashWork): void {
    this.#child.stdin.write(`${JSON.stringify(work)}\n`)
  }

  /** Resolves when it has said this, or has ended. */
  async heard(said: CrashMark | 'acknowledged'): Promise<void> {
    const heard = new Promise<void>((resolve) => {
      this.#heard = () => {
        if (this.#lines.some((line) => line.said === said)) resolve()
      }
      this.#heard()
    })
    await Promise.race([heard, this.#ended])
  }

  /** Resolves once it has ended by itself and all that it said was heard. */
  async ended(): Promise<void> {
    await this.#ended
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#ended
  }

  #hear(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    this.#lines.push(...lines.map(parseCrashLine))
    this.#heard()
  }
}

/** Writing processes started ahead, since starting takes longer than what is asked of them. */
export class CrashProcessPool {
  readonly #ahead: number
  readonly #ready: CrashProcess[] = []

  constructor(ahead: number) {
    this.#ahead = ahead
    this.#fill()
  }

  async take(): Promise<CrashProcess> {
    const next = this.#ready.shift() ?? new CrashProcess()
    this.#fill()
    await next.heard('ready')
    return next
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#ready.splice(0).map((process) => process.kill()))
  }

  #fill(): void {
    while (this.#ready.length < this.#ahead) this.#ready.push(new CrashProcess())
  }
}
