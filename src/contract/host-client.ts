import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import { EpochError, errorOfRecord } from '../core/errors.ts'
import { encodeFrame, FrameDecoder } from './frame-codec.ts'
import type { HostRequests, HostSubscriptions } from './host-contract.ts'
import { Inbox } from './inbox.ts'
import { readHostFrame } from './read-host-frame.ts'
import type { ClientFrame, HostFrame, Transport } from './transport.ts'

/** How many messages of one subscription may be under way to a reader that has not taken them yet. */
export const SUBSCRIPTION_WINDOW = 16

/** A renderer's end of the contract. */
export interface HostClient {
  /**
   * Rejects with the host's EpochError, with `host-unreachable` once the transport is closed, or at once with the
   * signal's reason; what an aborted request had begun to write may still be written.
   */
  request<Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
    signal?: AbortSignalLike,
  ): Promise<HostRequests[Name]['output']>

  /**
   * Each iteration is a subscription of its own, begun when its first message is asked for. At most
   * {@link SUBSCRIPTION_WINDOW} messages wait for a slow reader; then the host waits. Leaving the loop or aborting ends
   * it at the host. Fails as {@link request} does.
   */
  subscribe<Name extends keyof HostSubscriptions>(
    name: Name,
    input: HostSubscriptions[Name]['input'],
    signal?: AbortSignalLike,
  ): AsyncIterable<HostSubscriptions[Name]['message']>

  /**
   * The same as {@link subscribe}, each message as the JSON text that the host wrote: for who hands it on without a look into it, as parsing
   * many events and writing them again costs as much as folding them.
   */
  subscribeText?<Name extends keyof HostSubscriptions>(
    name: Name,
    input: HostSubscriptions[Name]['input'],
    signal?: AbortSignalLike,
  ): AsyncIterable<string>

  /** Resolves when the connection has ended, from whichever side. */
  readonly closed: Promise<void>

  close(): void
}

/** Takes over the transport: it must be new, and nobody else may listen to it. */
export function connectHost(transport: Transport): HostClient {
  return new TransportClient(transport)
}

/** Something that was asked of the host and is under way. */
interface Call {
  readonly id: number
  readonly inbox: Inbox<unknown>
  readonly leave: () => void
}

class TransportClient implements HostClient {
  readonly closed: Promise<void>
  readonly #transport: Transport
  readonly #decoder = new FrameDecoder()
  /** Who waits for frames, by the number that was sent. An answered request's inbox gets one item and its end. */
  readonly #open = new Map<number, Inbox<unknown>>()
  /** Numbers of those in {@link #open} that want a message as its text. */
  readonly #texts = new Set<number>()
  #lastId = 0
  #gone: EpochError | undefined
  #resolveClosed: () => void = () => {}

  constructor(transport: Transport) {
    this.#transport = transport
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve
    })
    transport.listen(
      (text) => this.#receive(text),
      () => this.#end('the connection to the host has ended; reload the window to connect again'),
    )
  }

  async request<Name extends keyof HostRequests>(
    name: Name,
    input: HostRequests[Name]['input'],
    signal?: AbortSignalLike,
  ): Promise<HostRequests[Name]['output']> {
    const call = this.#begin((id) => ({ kind: 'request', id, name, input }), signal)
    try {
      const answer = await call.inbox.take()
      if (answer === undefined) throw this.#end(`the host ended ${name} without an answer`)
      // The host is this application's own and its handlers are typed by the same contract.
      return answer.item as HostRequests[Name]['output']
    } finally {
      call.leave()
    }
  }

  async *subscribe<Name extends keyof HostSubscriptions>(
    name: Name,
    input: HostSubscriptions[Name]['input'],
    signal?: AbortSignalLike,
  ): AsyncGenerator<HostSubscriptions[Name]['message'], void> {
    const call = this.#begin((id) => ({ kind: 'subscribe', id, name, input, credit: SUBSCRIPTION_WINDOW }), signal)
    for await (const item of this.#messagesOf(call)) yield item as HostSubscriptions[Name]['message']
  }

  async *subscribeText<Name extends keyof HostSubscriptions>(
    name: Name,
    input: HostSubscriptions[Name]['input'],
    signal?: AbortSignalLike,
  ): AsyncGenerator<string, void> {
    const call = this.#begin((id) => ({ kind: 'subscribe', id, name, input, credit: SUBSCRIPTION_WINDOW }), signal)
    this.#texts.add(call.id)
    try {
      for await (const item of this.#messagesOf(call)) yield typeof item === 'string' ? item : JSON.stringify(item)
    } finally {
      this.#texts.delete(call.id)
    }
  }

  async *#messagesOf(call: Call): AsyncGenerator<unknown, void> {
    try {
      for (let next = await call.inbox.take(); next !== undefined; next = await call.inbox.take()) {
        yield next.item
        if (this.#open.has(call.id)) this.#send({ kind: 'credit', id: call.id, credit: 1 })
      }
    } finally {
      call.leave()
    }
  }

  close(): void {
    this.#end('the connection to the host was closed')
  }

  #begin(frame: (id: number) => ClientFrame, signal: AbortSignalLike | undefined): Call {
    signal?.throwIfAborted()
    if (this.#gone) throw this.#gone
    const id = ++this.#lastId
    const inbox = new Inbox<unknown>()
    const abort = (): void => inbox.fail(signal?.reason)
    signal?.addEventListener('abort', abort)
    this.#open.set(id, inbox)
    this.#send(frame(id))
    const leave = (): void => {
      signal?.removeEventListener('abort', abort)
      if (this.#open.delete(id)) this.#send({ kind: 'cancel', id })
    }
    return { id, inbox, leave }
  }

  #send(frame: ClientFrame): void {
    if (this.#gone) return
    for (const text of encodeFrame(frame)) this.#transport.send(text)
  }

  #receive(text: string): void {
    const whole = this.#joined(text)
    if (whole === undefined || this.#putText(whole)) return
    const frame = readHostFrame(parsed(whole))
    if (frame === undefined) {
      this.#endBadly()
      return
    }
    const inbox = this.#open.get(frame.id)
    if (inbox === undefined) return
    if (frame.kind !== 'message') this.#open.delete(frame.id)
    deliver(frame, inbox)
  }

  /** @returns a whole frame's text; nothing for a part of one */
  #joined(text: string): string | undefined {
    try {
      return this.#decoder.join(text)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      this.#endBadly()
      return undefined
    }
  }

  /** Gives a message to who wants its text. @returns whether it was one */
  #putText(frame: string): boolean {
    if (this.#texts.size === 0) return false
    const [beginning = '', id] = messageBeginning.exec(frame) ?? []
    if (id === undefined || !this.#texts.has(Number(id))) return false
    this.#open.get(Number(id))?.put(frame.slice(beginning.length, -1))
    return true
  }

  #endBadly(): void {
    this.#end('the host sent something that is no frame; reload the window to connect again')
  }

  #end(why: string): EpochError {
    const gone = this.#gone ?? new EpochError('host-unreachable', why)
    if (this.#gone) return gone
    this.#gone = gone
    for (const inbox of this.#open.values()) inbox.fail(gone)
    this.#open.clear()
    this.#transport.close()
    this.#resolveClosed()
    return gone
  }
}

/** How a host writes a frame that carries a message: the message is all that follows but for the last brace. */
const messageBeginning = /^\{"kind":"message","id":(\d+),"message":/

/** What is no JSON is a value that is no frame. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function deliver(frame: HostFrame, inbox: Inbox<unknown>): void {
  switch (frame.kind) {
    case 'message':
      inbox.put(frame.message)
      return
    case 'output':
      inbox.put(frame.output)
      inbox.end()
      return
    case 'end':
      inbox.end()
      return
    case 'error':
      inbox.fail(errorOfRecord(frame.error))
  }
}
