import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { chromiumArgs, findChromium } from '../../../src/cli/chromium.ts'

const LISTENING = /DevTools listening on (ws:\/\/[^/]+)/

/** A browser that is asked to evaluate and nothing else: a test's driver would be handed every frame of a WebSocket, and be measured too. */
export class PlainChromium {
  readonly #process: ChildProcess
  readonly #profile: string
  readonly #address: string

  static async launch(): Promise<PlainChromium> {
    const path = findChromium()
    if (path === undefined) throw new Error('it needs a Chromium-family browser (EPOCH_CHROMIUM names one)')
    const profile = mkdtempSync(join(tmpdir(), 'epoch-bench-chromium-'))
    const switches = [
      '--headless=new',
      '--remote-debugging-port=0',
      '--no-first-run',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      `--user-data-dir=${profile}`,
    ]
    const started = spawn(path, [...switches, ...chromiumArgs(), 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    for await (const line of createInterface({ input: started.stderr })) {
      const address = LISTENING.exec(line)?.[1]
      if (address !== undefined) return new PlainChromium(started, profile, address.replace('ws:', 'http:'))
    }
    throw new Error('the browser ended before it listened')
  }

  private constructor(started: ChildProcess, profile: string, address: string) {
    this.#process = started
    this.#profile = profile
    this.#address = address
    started.stderr?.resume()
  }

  async newPage(url: string): Promise<PlainPage> {
    const opened = await fetch(`${this.#address}/json/new?${encodeURIComponent(url)}`, { method: 'PUT' })
    const { webSocketDebuggerUrl, id } = (await opened.json()) as { webSocketDebuggerUrl: string; id: string }
    const socket = new WebSocket(webSocketDebuggerUrl)
    await once(socket, 'open')
    return new PlainPage(socket, `${this.#address}/json/activate/${id}`)
  }

  async close(): Promise<void> {
    const ended = once(this.#process, 'exit')
    this.#process.kill()
    await ended
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

interface Evaluated {
  readonly id: number
  readonly result?: { readonly result: { readonly value?: unknown }; readonly exceptionDetails?: object }
}

export class PlainPage {
  readonly #socket: WebSocket
  readonly #activation: string
  #ids = 0

  constructor(socket: WebSocket, activation: string) {
    this.#socket = socket
    this.#activation = activation
  }

  /** Puts it before all others: what is behind is slowed down. */
  async toFront(): Promise<void> {
    await fetch(this.#activation)
  }

  /** The value of an expression, once it is there where it is a promise. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const id = ++this.#ids
    const params = { expression, awaitPromise: true, returnByValue: true }
    this.#socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }))
    for (;;) {
      const [data] = await once(this.#socket, 'message')
      const answer = JSON.parse(String(data)) as Evaluated
      if (answer.id !== id) continue
      const { result } = answer
      if (result === undefined || result.exceptionDetails) throw new Error(JSON.stringify(answer))
      return result.result.value as Value
    }
  }

  /** Resolves when an expression is true. */
  async until(expression: string): Promise<void> {
    while (!(await this.evaluate<boolean>(expression))) await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
