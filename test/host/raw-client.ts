import { encodeFrame, FrameDecoder } from '../../src/contract/frame-codec.ts'
import { Inbox } from '../../src/contract/inbox.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import type { ClientFrame, Transport } from '../../src/contract/transport.ts'

/** A client that says whatever it likes. */
export class RawClient {
  /** The end to serve. */
  readonly far: Transport
  readonly closed: Promise<void>
  readonly #near: Transport
  readonly #frames = new Inbox<unknown>()
  readonly #decoder = new FrameDecoder()

  constructor() {
    const [near, far] = loopbackPair()
    this.#near = near
    this.far = far
    this.closed = new Promise((resolve) => {
      near.listen((text) => this.#receive(text), resolve)
    })
  }

  send(frame: ClientFrame): void {
    for (const text of encodeFrame(frame)) this.#near.send(text)
  }

  sendText(text: string): void {
    this.#near.send(text)
  }

  /** The next frame from the host. */
  async received(): Promise<unknown> {
    return (await this.#frames.take())?.item
  }

  close(): void {
    this.#near.close()
  }

  #receive(text: string): void {
    const decoded = this.#decoder.push(text)
    if (decoded) this.#frames.put(decoded.value)
  }
}
