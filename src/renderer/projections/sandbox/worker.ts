import { DeterminismUses } from '../../../projection/determinism/determinism-uses.ts'
import { EventClock } from '../../../projection/determinism/event-clock.ts'
import { fixGlobals } from './fixed-globals.ts'
import { answerLone } from './lone-answer.ts'
import { PageLink } from './page-link.ts'
import { workerError } from './worker-failure.ts'
import type { ScriptGlobal, ScriptGlobals, WorkerPlatform } from './worker-platform.ts'
import type { PageMessage } from './worker-protocol.ts'
import { WorkerRun } from './worker-run.ts'

declare function importScripts(url: string): void

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
const scriptUrls: string[] = []
const { apply } = Reflect
const eventData = Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data')?.get
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

/** The whole of the worker's life: one projection, or one question, then the page ends it. */
function serve(port: MessagePort): void {
  const post = port.postMessage.bind(port)
  const wake = later.port2.postMessage.bind(later.port2)
  const due: (() => void)[] = []
  later.port1.onmessage = () => due.shift()?.()
  fixGlobals(clock, uses)
  const platform: WorkerPlatform = {
    post,
    runScript,
    placeOf,
    later: () =>
      new Promise((resolve) => {
        due.push(resolve)
        wake(undefined)
      }),
    nowMs: () => systemPerformance.now(),
    clock,
    uses,
    codec: { encoder, decoder },
  }
  const page = new PageLink(post)
  let run: WorkerRun | undefined
  const receive = async (message: PageMessage): Promise<void> => {
    if (message.kind === 'reply') page.replied(message)
    else if (message.kind === 'ping') post({ kind: 'alive' })
    else if (message.kind === 'load') run = new WorkerRun(message, platform, page)
    else if (message.kind === 'lone') post({ kind: 'answer', id: 0, answer: await answerLone(message, platform, page) })
    else await run?.receive(message)
  }
  port.onmessage = (event: MessageEvent<PageMessage>) => {
    receive(dataOf(event)).catch((error: unknown) => {
      post({
        kind: 'failed',
        ...workerError(error, run === undefined ? 'projection-invalid' : 'projection-failed', placeOf),
      })
    })
  }
  post({ kind: 'up' })
}

/** As a script of its own, so that lines in errors are its own. */
function runScript<Name extends ScriptGlobal>(script: string, name: Name): ScriptGlobals[Name] | undefined {
  const url = makeUrl(new SystemBlob([script], { type: 'text/javascript' }))
  scriptUrls.push(url)
  loadScript(url)
  const left: ScriptGlobals[Name] | undefined = Object.getOwnPropertyDescriptor(globalThis, name)?.value
  Reflect.deleteProperty(globalThis, name)
  return left
}

/** Read past whatever user code put in the way: it must not get at the port. */
function dataOf(event: MessageEvent<PageMessage>): PageMessage {
  return eventData === undefined ? event.data : apply(eventData, event, [])
}

/** V8 writes the script's address and the line into each line of a stack. Columns are the compiled text's, and of no use. */
function placeOf(thrown: unknown): { readonly line?: number } {
  try {
    const stack = thrown instanceof Error ? String(thrown.stack) : ''
    const url = scriptUrls.find((one) => stack.includes(one))
    const line = url === undefined ? undefined : /^:(\d+)/.exec(stack.slice(stack.indexOf(url) + url.length))?.[1]
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
    if (scriptUrls.includes(filename)) place.line = lineno
  }
  report(error)
  onReport = undefined
  return place
}
