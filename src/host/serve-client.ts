import { encodeFrame, FrameDecoder } from '../contract/frame-codec.ts'
import type { ClientFrame, HostFrame, Transport } from '../contract/transport.ts'
import { errorRecord, InvalidRequest } from '../core/errors.ts'
import { answer, type RequestFrame, relay, type SubscribeFrame } from './answer.ts'
import { MAX_CREDIT, readClientFrame } from './client-frame.ts'
import { Credit } from './credit.ts'
import type { ClientHandlers } from './host-handlers.ts'

/** Most requests of one client that are under way at once. */
export const MAX_REQUESTS = 256

/** Most subscriptions that one client holds at once. */
export const MAX_SUBSCRIPTIONS = 64

export interface ServeOptions {
  readonly handlers: ClientHandlers
  readonly reportBug: (error: unknown) => void
}

/**
 * Answers one client until its transport closes, then aborts what is under way and resolves. A client that sends what is no
 * frame, or uses a number again, is not one of ours: its transport is closed.
 */
export function serveClient(transport: Transport, options: ServeOptions): Promise<void> {
  return new Promise((resolve) => {
    const client = new ServedClient(transport, options)
    transport.listen(
      (text) => client.receive(text),
      () => {
        client.abortAll()
        resolve()
      },
    )
  })
}

interface Subscription {
  readonly controller: AbortController
  readonly credit: Credit
}

class ServedClient {
  readonly #transport: Transport
  readonly #options: ServeOptions
  readonly #decoder = new FrameDecoder()
  readonly #requests = new Map<number, AbortController>()
  readonly #subscriptions = new Map<number, Subscription>()
  #lastId = 0

  constructor(transport: Transport, options: ServeOptions) {
    this.#transport = transport
    this.#options = options
  }

  receive(text: string): void {
    const frame = this.#read(text)
    if (frame === 'part') return
    if (frame === 'no frame') {
      this.#transport.close()
      return
    }
    switch (frame.kind) {
      case 'request':
        if (this.#isNew(frame.id)) this.#answer(frame).catch((error) => this.#giveUp(error))
        return
      case 'subscribe':
        if (this.#isNew(frame.id)) this.#relay(frame).catch((error) => this.#giveUp(error))
        return
      case 'credit':
        this.#subscriptions.get(frame.id)?.credit.grant(frame.credit)
        return
      case 'cancel':
        this.#requests.get(frame.id)?.abort()
        this.#subscriptions.get(frame.id)?.controller.abort()
    }
  }

  abortAll(): void {
    for (const controller of this.#requests.values()) controller.abort()
    for (const { controller } of this.#subscriptions.values()) controller.abort()
  }

  #read(text: string): ClientFrame | 'part' | 'no frame' {
    try {
      const decoded = this.#decoder.push(text)
      return decoded === undefined ? 'part' : (readClientFrame(decoded.value) ?? 'no frame')
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) return 'no frame'
      throw error
    }
  }

  /** Numbers rise; one that does not could end something else that is under way. */
  #isNew(id: number): boolean {
    if (id <= this.#lastId) {
      this.#transport.close()
      return false
    }
    this.#lastId = id
    return true
  }

  async #answer(frame: RequestFrame): Promise<void> {
    if (this.#requests.size >= MAX_REQUESTS) return this.#refuse(frame, MAX_REQUESTS)
    const controller = new AbortController()
    this.#requests.set(frame.id, controller)
    const reply = await answer(frame, { ...this.#options, signal: controller.signal })
    this.#requests.delete(frame.id)
    if (reply && !controller.signal.aborted) this.#send(reply)
  }

  async #relay(frame: SubscribeFrame): Promise<void> {
    if (this.#subscriptions.size >= MAX_SUBSCRIPTIONS) return this.#refuse(frame, MAX_SUBSCRIPTIONS)
    const controller = new AbortController()
    const { signal } = controller
    const credit = new Credit(frame.credit, MAX_CREDIT)
    this.#subscriptions.set(frame.id, { controller, credit })
    await relay(
      frame,
      { ...this.#options, signal },
      { room: () => credit.take(signal), send: (sent) => this.#send(sent) },
    )
    this.#subscriptions.delete(frame.id)
  }

  #refuse({ id, name }: RequestFrame | SubscribeFrame, most: number): void {
    const error = new InvalidRequest(name, `${most} are under way already; wait for one to end`)
    this.#send({ kind: 'error', id, error: errorRecord(error) })
  }

  #send(frame: HostFrame): void {
    for (const text of encodeFrame(frame)) this.#transport.send(text)
  }

  /** After a bug here nobody can tell what the client still waits for: its end is better than its silence. */
  #giveUp(error: unknown): void {
    this.#options.reportBug(error)
    this.#transport.close()
  }
}
