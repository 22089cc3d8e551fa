import type { FromTypeWorker, ToTypeWorker, TypeQuestions, TypeSurroundings } from './type-protocol.ts'

/** The page's end of a type worker. */
export class TypeClient {
  readonly #worker: Worker
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>()
  #lastId = 0
  #ended: Error | undefined
  #isClosed = false

  /** @param onFailure is called once, when the worker cannot be had or has ended by itself */
  constructor(worker: Worker, onFailure: (message: string) => void) {
    this.#worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<FromTypeWorker>) => this.#onAnswer(data))
    worker.addEventListener('error', ({ message }) => {
      this.#end(new Error(`the type worker ended: ${message || 'its script did not load'}`))
      onFailure(message || 'its script did not load')
    })
  }

  surround(surroundings: TypeSurroundings): void {
    this.#send({ op: 'surroundings', surroundings })
  }

  /** @throws Error when the worker has ended, or the question is more than TypeScript can take */
  async ask<Name extends keyof TypeQuestions>(
    name: Name,
    input: TypeQuestions[Name]['input'],
  ): Promise<TypeQuestions[Name]['answer']> {
    if (this.#isClosed) return new Promise(() => {})
    if (this.#ended !== undefined) throw this.#ended
    const id = ++this.#lastId
    const waiting = Promise.withResolvers<unknown>()
    this.#waiting.set(id, waiting)
    this.#send({ op: 'question', id, name, input } as ToTypeWorker)
    return (await waiting.promise) as TypeQuestions[Name]['answer']
  }

  /** Nothing is answered any more: whoever asked is gone too. */
  close(): void {
    this.#isClosed = true
    this.#waiting.clear()
    this.#worker.terminate()
  }

  #send(message: ToTypeWorker): void {
    this.#worker.postMessage(message)
  }

  #onAnswer(message: FromTypeWorker): void {
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if ('failure' in message) waiting?.reject(new Error(message.failure))
    else waiting?.resolve(message.answer)
  }

  #end(reason: Error): void {
    this.#ended ??= reason
    this.#worker.terminate()
    for (const { reject } of this.#waiting.values()) reject(reason)
    this.#waiting.clear()
  }
}
