import runtime from 'virtual:sandbox-runtime'
import { EpochError } from '../../../core/errors.ts'
import type { FrameReply, FrameRequest } from './frame-shell.ts'

/** A worker behind an opaque frame of its own: closing the frame ends the worker, whatever it is doing. */
export interface SandboxFrame {
  /** The worker's end is in the worker. Nothing that comes from it is to be trusted. */
  readonly port: MessagePort
  /** Asks whether the frame still lives; it is heard of by `onPong`. */
  ping(): void
  close(): void
}

export interface SandboxFrameOptions {
  readonly signal: AbortSignal
  onPong(): void
  /** The worker ended by an error that nothing in it caught. */
  onWorkerError(message: string): void
  /** The script that the worker runs; default: Epoch's own, which takes a projection. */
  readonly runtime?: string
}

const START_LIMIT_MS = 20_000

/** @throws EpochError `projection-crashed` when the frame does not come up; the signal's reason when it is aborted before */
export async function openSandboxFrame(options: SandboxFrameOptions): Promise<SandboxFrame> {
  const element = document.createElement('iframe')
  element.setAttribute('sandbox', 'allow-scripts')
  element.hidden = true
  element.title = 'Projection sandbox'
  element.src = new URL('./sandbox.html', document.baseURI).href
  const { port1, port2 } = new MessageChannel()
  const ended = new AbortController()
  const send = (request: FrameRequest, ports: readonly MessagePort[] = []): void =>
    element.contentWindow?.postMessage(request, '*', [...ports])
  const close = (): void => {
    ended.abort()
    port1.close()
    element.remove()
  }
  try {
    await new Promise<void>((resolve, reject) => {
      const limit = AbortSignal.any([options.signal, AbortSignal.timeout(START_LIMIT_MS)])
      limit.addEventListener('abort', () => reject(options.signal.aborted ? options.signal.reason : notUp()), {
        signal: ended.signal,
      })
      addEventListener(
        'message',
        ({ source, data }: MessageEvent<FrameReply>) => {
          if (source === null || source !== element.contentWindow) return
          if (data.op === 'frame-ready') resolve()
          else if (data.op === 'pong') options.onPong()
          else options.onWorkerError(data.message)
        },
        { signal: ended.signal },
      )
      options.signal.throwIfAborted()
      document.body.append(element)
    })
  } catch (error) {
    close()
    throw error
  }
  send({ op: 'start', runtime: options.runtime ?? runtime }, [port2])
  return { port: port1, ping: () => send({ op: 'ping' }), close }
}

function notUp(): EpochError {
  return new EpochError(
    'projection-crashed',
    `the sandbox that projections run in did not start within ${START_LIMIT_MS / 1000} s; run the projection again`,
  )
}
