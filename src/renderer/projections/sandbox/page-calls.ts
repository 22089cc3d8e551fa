import { EpochError, errorRecord } from '../../../core/errors.ts'
import type { Event, Position } from '../../../core/event.ts'
import type { EventFilter } from '../../../core/event-filter.ts'
import { RUN_QUANTA } from '../../../projection/cell-history.ts'
import { QUANTUM_EVENTS } from '../../../projection/version-log.ts'
import type { EventSource, ScratchValues, ValuesHost } from '../../state/projection-port.ts'
import { PageReaders } from './page-readers.ts'
import type { CallReply, WorkerCall } from './worker-protocol.ts'

/** An engine asks for no more at once. */
const MAX_TAIL_EVENTS = RUN_QUANTA * QUANTUM_EVENTS

/** More calls than this without waiting for their answers are no engine's. */
const MAX_CALLS = 64

/** What a worker may ask for. */
export interface PageCallsOptions {
  readonly events: EventSource
  /** The history that a question lays over `events`. */
  readonly other?: EventSource
  readonly values?: ValuesHost
  /** Which events the projection folds; known once it is loaded. */
  filter(): EventFilter
  readonly signal: AbortSignal
}

type CallAnswer = Pick<CallReply, 'text' | 'bytes'>

/** Answers what a worker asks its page for. */
export class PageCalls {
  readonly #options: PageCallsOptions
  readonly #readers: PageReaders
  #underWay = 0
  #scratch: Promise<ScratchValues> | undefined

  constructor(options: PageCallsOptions) {
    this.#options = options
    this.#readers = new PageReaders(options)
    options.signal.addEventListener('abort', () => this.#letGo())
  }

  /** Never rejects: what goes wrong is answered too. A bug is reported besides. */
  async answer(id: number, call: WorkerCall): Promise<CallReply> {
    this.#underWay++
    try {
      if (this.#underWay > MAX_CALLS) throw new EpochError('invalid-request', 'too much is asked for at once')
      return { kind: 'reply', id, ...(await this.#answerOf(call)) }
    } catch (error) {
      if (!(error instanceof EpochError) && !this.#options.signal.aborted) reportError(error)
      return { kind: 'reply', id, error: errorRecord(error) }
    } finally {
      this.#underWay--
    }
  }

  async #answerOf(call: WorkerCall): Promise<CallAnswer> {
    switch (call.what) {
      case 'tail':
        return { text: JSON.stringify(await this.#readTail(call.after, call.upTo)) }
      case 'page':
        return { text: await this.#readers.next(call.reader, call.begin) }
      case 'close':
        this.#readers.close(call.reader)
        return {}
      case 'append':
        await (await this.#values()).append(call.bytes)
        return {}
      case 'read':
        return { bytes: await (await this.#values()).read(call.ranges) }
    }
  }

  /** Not more than an engine asks for, whatever the range. */
  async #readTail(after: Position, upTo: Position): Promise<readonly Event[]> {
    const { events, filter, signal } = this.#options
    const found: Event[] = []
    for (let from = after; from < upTo && found.length < MAX_TAIL_EVENTS && !signal.aborted; ) {
      const page = await events.read(from, upTo, filter())
      const last = page.at(-1)
      if (last === undefined) break
      found.push(...page)
      from = last.position
    }
    return found
  }

  #values(): Promise<ScratchValues> {
    const { values } = this.#options
    if (values === undefined) throw new EpochError('value-too-large', 'there is no place for values beyond the memory')
    this.#scratch ??= values.open()
    return this.#scratch
  }

  #letGo(): void {
    this.#readers.closeAll()
    this.#scratch?.then((scratch) => scratch.close()).catch(reportUnknown)
  }
}

/** A host that is gone has let go of everything itself. */
function reportUnknown(error: unknown): void {
  if (!(error instanceof EpochError)) reportError(error)
}
