import { errorOfRecord } from '../../../core/errors.ts'
import type { CallReply, WorkerCall, WorkerMessage } from './worker-protocol.ts'

/** The worker's way to ask its page for what it does not have. */
export class PageLink {
  readonly #post: (message: WorkerMessage) => void
  readonly #waiting = new Map<number, (reply: CallReply) => void>()
  #calls = 0

  constructor(post: (message: WorkerMessage) => void) {
    this.#post = post
  }

  /** @throws EpochError that the page answers with */
  call(call: WorkerCall): Promise<CallReply> {
    const id = ++this.#calls
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (reply) => {
        if (reply.error) reject(errorOfRecord(reply.error))
        else resolve(reply)
      })
      this.#post({ kind: 'call', id, call })
    })
  }

  replied(reply: CallReply): void {
    this.#waiting.get(reply.id)?.(reply)
    this.#waiting.delete(reply.id)
  }
}
