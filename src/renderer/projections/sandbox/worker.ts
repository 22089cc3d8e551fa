import { EpochError } from '../../../core/errors.ts'
import type { Projection } from '../../../core/projection.ts'
import { type LoadOptions, loadProjection, type SourceModule } from '../../../projection/dialects/load-projection.ts'
import { MemoryValueStore } from '../../../projection/value-store.ts'
import { DeterminismUses } from './determinism-uses.ts'
import { EventClock } from './event-clock.ts'
import { fixGlobals } from './fixed-globals.ts'
import type { PageMessage } from './worker-protocol.ts'
import { failureOf, WorkerRun } from './worker-run.ts'

declare function importScripts(url: string): void

/** The name under which a compiled source hands its module over. */
declare global {
  var epochModule: SourceModule | undefined
}

// Taken before user code runs, which may change every global afterwards.
const systemPerformance = performance
const loadScript = importScripts
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const later = new MessageChannel()
const makeUrl = URL.createObjectURL
const SystemBlob = Blob
const report = reportError
const clock = new EventClock()
const uses = new DeterminismUses(() => clock.position)
let scriptUrl = ''
let onReport: ((event: ErrorEvent) => void) | undefined

addEventListener('error', (event) => {
  if (onReport === undefined) return
  event.preventDefault()
  onReport(event)
})
addEventListener(
  'message',
  ({ ports: [port] }) => {
    if (port) serve(port)
  },
  { once: true },
)

/** The whole of the worker's life: one projection, then the page ends it. */
function serve(port: MessagePort): void {
  fixGlobals(clock, uses)
  const post = port.postMessage.bind(port)
  let run: WorkerRun | undefined
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      post(failureOf(error, run === undefined ? 'projection-invalid' : 'projection-failed', placeOf))
    }
  }
  let callback = (): Promise<void> => Promise.resolve()
  later.port1.onmessage = () => guarded(callback)
  const wake = later.port2.postMessage.bind(later.port2)
  post({ kind: 'up' })
  port.onmessage = ({ data }: MessageEvent<PageMessage>) =>
    guarded(async () => {
      if (data.kind !== 'load') return await run?.receive(data)
      run = new WorkerRun(data, {
        post,
        load,
        placeOf,
        later: (next) => {
          callback = next
          wake(undefined)
        },
        nowMs: () => systemPerformance.now(),
        clock,
        values: new MemoryValueStore(),
        codec: { encoder, decoder },
      })
    })
}

/** As a second script, so that lines and columns in errors are the source's own. */
function load(script: string, options: LoadOptions): Projection {
  scriptUrl = makeUrl(new SystemBlob([script], { type: 'text/javascript' }))
  try {
    loadScript(scriptUrl)
  } catch (error) {
    throw error instanceof SyntaxError ? syntaxError(error) : error
  }
  const module = globalThis.epochModule
  globalThis.epochModule = undefined
  if (module === undefined) throw new EpochError('projection-invalid', 'the source took away its own module')
  return loadProjection(module, options)
}

function syntaxError(cause: SyntaxError): EpochError {
  const said = cause.message.replace(/^Failed to execute 'importScripts' on '\w+': /, '')
  return new EpochError('projection-invalid', `syntax error: ${said}`, {}, { cause })
}

/** V8 writes the script's address and the line into each line of a stack. Columns are the compiled text's, and of no use. */
function placeOf(thrown: unknown): { readonly line?: number } {
  try {
    const stack = thrown instanceof Error ? String(thrown.stack) : ''
    const at = scriptUrl === '' ? -1 : stack.indexOf(scriptUrl)
    const line = at === -1 ? undefined : /^:(\d+)/.exec(stack.slice(at + scriptUrl.length))?.[1]
    if (line !== undefined) return { line: Number(line) }
    return thrown instanceof SyntaxError ? reportedPlace(thrown) : {}
  } catch {
    return {}
  }
}

/** A script that does not parse has no stack; its place is known only to who reports errors. */
function reportedPlace(error: SyntaxError): { readonly line?: number } {
  const place: { line?: number } = {}
  onReport = ({ filename, lineno }) => {
    if (filename === scriptUrl) place.line = lineno
  }
  report(error)
  onReport = undefined
  return place
}
