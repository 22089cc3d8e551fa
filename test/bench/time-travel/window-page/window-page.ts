import type { HostClient } from '../../../../src/contract/host-client.ts'
import type { StoreId } from '../../../../src/contract/host-contract.ts'
import { type Position, START } from '../../../../src/core/event.ts'
import { connect } from '../../../../src/renderer/connection/connect.ts'
import { hostValues } from '../../../../src/renderer/projections/sandbox/host-values.ts'
import { startProjection } from '../../../../src/renderer/projections/sandbox/projection-run.ts'
import { openSandboxFrame } from '../../../../src/renderer/projections/sandbox/sandbox-frame.ts'
import type {
  EventSource,
  ProjectionRun,
  ProjectionStatus,
  ReadModelView,
} from '../../../../src/renderer/state/projection-port.ts'

declare global {
  var windowBench: WindowBench
}

/** How many batches the bare pipe may have at the worker. */
const PIPE_WINDOW = 16

/** What the worker of the bare pipe does: it parses every batch and adds up what is in it. */
const pipeRuntime = `onmessage = ({ ports: [port] }) => {
  const counts = new Map()
  let sum = 0
  port.onmessage = ({ data }) => {
    for (const event of JSON.parse(data)) {
      sum += event.position
      counts.set(event.stream, (counts.get(event.stream) ?? 0) + 1)
    }
    port.postMessage(sum)
  }
  port.postMessage('up')
}`

/** What a bench in Node can have done in a page with the sandbox, of a host or of the bare pipe. */
class WindowBench {
  #run: ProjectionRun | undefined
  #views: (view: ReadModelView) => void = () => {}

  /** @returns how many events went by in a second */
  async barePipe(batches: number, eventsABatch: number): Promise<number> {
    const ended = new AbortController()
    const frame = await openSandboxFrame({
      signal: ended.signal,
      runtime: pipeRuntime,
      onPong: () => {},
      onWorkerError: (message) => reportError(new Error(message)),
    })
    await new Promise((resolve) => {
      frame.port.onmessage = resolve
    })
    const socket = new WebSocket(new URL('pipe', location.href.replace('http', 'ws')))
    await new Promise((resolve) => {
      socket.onopen = resolve
    })
    const startMs = performance.now()
    let done = 0
    await new Promise<void>((resolve) => {
      socket.onmessage = ({ data }: MessageEvent<string>) => frame.port.postMessage(data)
      frame.port.onmessage = () => {
        if (++done === batches) resolve()
        else socket.send('1')
      }
      socket.send(String(PIPE_WINDOW))
    })
    const seconds = (performance.now() - startMs) / 1000
    socket.close()
    frame.close()
    return (batches * eventsABatch) / seconds
  }

  /** Folds the whole history, with recording, and leaves the projection for what is asked of it next. @returns events a second */
  async rebuild(source: string, options: { readonly events: number; readonly budgetBytes: number }): Promise<number> {
    this.#run?.stop()
    const client = await connect()
    const events = await openStore(client)
    let startMs = performance.now()
    await new Promise<void>((resolve, reject) => {
      this.#run = startProjection({
        source,
        events,
        values: hostValues(client),
        budgetBytes: options.budgetBytes,
        show: { from: 0, limit: 50 },
        position: START,
        onStatus: (status: ProjectionStatus) => {
          if (status.kind === 'folding' && status.position === START) startMs = performance.now()
          if (status.kind === 'failed') reject(new Error(JSON.stringify(status.error)))
          if (status.kind === 'live' && status.position >= options.events) resolve()
        },
        onView: (view) => this.#views(view),
      })
    })
    return options.events / ((performance.now() - startMs) / 1000)
  }

  /** @returns how long each position took to be shown, in ms */
  async seeks(positions: readonly number[]): Promise<readonly number[]> {
    const times: number[] = []
    for (const position of positions) {
      const startMs = performance.now()
      await this.#shown(position)
      times.push(performance.now() - startMs)
    }
    return times
  }

  /**
   * Asks for another position at the beginning of every frame.
   *
   * @returns the share of frames at whose end, or at the end of the next, the exact state of the position asked for was there
   */
  async drag(positions: readonly number[]): Promise<number> {
    const shownInFrame = new Map<number, number>()
    let frame = 0
    this.#views = ({ position, exact }) => {
      if (exact && !shownInFrame.has(position)) shownInFrame.set(position, frame)
    }
    for (const position of positions) {
      await new Promise(requestAnimationFrame)
      frame++
      this.#run?.seek(position as Position)
    }
    for (let left = 0; left < 3; left++) await new Promise(requestAnimationFrame)
    const inTime = positions.filter(
      (position, at) => (shownInFrame.get(position) ?? Number.POSITIVE_INFINITY) <= at + 2,
    )
    return inTime.length / positions.length
  }

  #shown(position: number): Promise<void> {
    return new Promise((resolve) => {
      this.#views = (view) => {
        if (view.exact && view.position === position) resolve()
      }
      this.#run?.seek(position as Position)
    })
  }
}

async function openStore(client: HostClient): Promise<EventSource> {
  let store: StoreId | undefined
  for await (const message of client.subscribe('store.open', {})) {
    if (message.kind !== 'opened') continue
    store = message.store.id
    break
  }
  if (store === undefined) throw new Error('the host opened nothing')
  const of = { store }
  const texts = client.subscribeText?.bind(client)
  return {
    ...(texts && {
      subscribeText: ({ after, filter, signal }) => texts('events.subscribe', { ...of, after, filter }, signal),
    }),
    subscribe: ({ after, filter, signal }) => client.subscribe('events.subscribe', { ...of, after, filter }, signal),
    read: async (after, upTo, filter) => (await client.request('events.read', { ...of, after, upTo, filter })).events,
  }
}

globalThis.windowBench = new WindowBench()
