import type { Position } from '../../../../../../src/core/event.ts'
import { startProjection } from '../../../../../../src/renderer/projections/sandbox/projection-run.ts'
import { openSandboxFrame } from '../../../../../../src/renderer/projections/sandbox/sandbox-frame.ts'
import type {
  ProjectionRun,
  ProjectionStatus,
  ReadModelView,
} from '../../../../../../src/renderer/state/projection-port.ts'
import { eventAt } from '../../../../../projection/projection-log.ts'
import { ArrayLog } from '../../running-projection.ts'

/** What came of a projection, as far as the page was told. */
export interface ProjectionOutcome {
  readonly end: ProjectionStatus
  /** The final answer at the last event; absent where it failed. */
  readonly view?: ReadModelView
  readonly tookMs: number
  /** The longest time between two beats of the page's own timer while it ran. */
  readonly longestPauseMs: number
  /** Members that the page's built-in prototypes have and did not have before. */
  readonly pollution: readonly string[]
}

declare global {
  var harness: Harness
}

const LIMIT_MS = 20_000
const BEAT_MS = 20
const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype]
const membersBefore = prototypes.map((prototype) => Reflect.ownKeys(prototype).length)
const witnesses: { readonly run: ProjectionRun; readonly told: Told }[] = []

let heart: Heart | undefined

/** What a test can have done in a page that has the sandbox. */
class Harness {
  /** Runs a script as the whole of a sandbox's worker, without Epoch's own precautions. @returns the first thing it posts */
  async runBare(runtime: string): Promise<unknown> {
    const ended = new AbortController()
    const frame = await openSandboxFrame({
      signal: ended.signal,
      runtime,
      onPong: () => {},
      onWorkerError: (message) => reportError(new Error(message)),
    })
    const answer = await new Promise((resolve) => {
      frame.port.onmessage = ({ data }) => resolve(data)
      setTimeout(resolve, LIMIT_MS, 'no answer')
    })
    frame.close()
    return answer
  }

  /** Opens a frame that stays, with nothing in its worker. */
  async openFrame(): Promise<void> {
    await openSandboxFrame({
      signal: new AbortController().signal,
      runtime: '',
      onPong: () => {},
      onWorkerError: (message) => reportError(new Error(message)),
    })
  }

  /** Folds a made-up history until it is all folded or the projection has failed. */
  async fold(source: string, events: number): Promise<ProjectionOutcome> {
    const heart = new Heart()
    const startedMs = performance.now()
    const told = new Told()
    const run = start(source, { events, told })
    let end = await told.end
    let view: ReadModelView | undefined
    if (end.kind === 'live') {
      const shown = await Promise.race([told.exactly(run, events), told.failed])
      if ('rows' in shown) view = shown
      else end = shown
    }
    run.stop()
    return {
      end,
      ...(view && { view }),
      tookMs: performance.now() - startedMs,
      longestPauseMs: heart.stop(),
      pollution: prototypes.flatMap((prototype, at) => Reflect.ownKeys(prototype).slice(membersBefore[at]).map(String)),
    }
  }

  /** All rows at some positions, with the history given in pages of so many events. */
  async states(source: string, pageEvents: number, positions: readonly number[]): Promise<string> {
    const told = new Told()
    const run = start(source, { events: Math.max(...positions), told, pageEvents })
    await told.end
    const shown: unknown[] = []
    for (const position of positions) shown.push((await told.exactly(run, position)).rows)
    run.stop()
    return JSON.stringify(shown)
  }

  startHeart(): void {
    heart = new Heart()
  }

  /** The longest pause since {@link startHeart}. */
  stopHeart(): number {
    return heart?.stop() ?? Number.NaN
  }

  /** Starts a projection that stays and counts events; {@link witnessed} is what it says from then on. */
  async addWitness(events: number): Promise<void> {
    const told = new Told()
    const source = `export default { name: 'Witness', on: { Counted: (state) => { state.n = (state.n ?? 0) + 1 } } }`
    const run = start(source, { events, told })
    witnesses.push({ run, told })
    await told.end
  }

  /** What each witness has at a position. */
  witnessed(position: number): Promise<readonly (readonly string[])[]> {
    return Promise.all(
      witnesses.map(async ({ run, told }) => (await told.exactly(run, position)).rows.map(({ json }) => json)),
    )
  }
}

/** What a run tells, and waiting for it. */
class Told {
  readonly end: Promise<ProjectionStatus>
  readonly views: ReadModelView[] = []
  #ended: (status: ProjectionStatus) => void = () => {}
  #seen: () => void = () => {}
  #failed: (status: ProjectionStatus) => void = () => {}

  constructor() {
    this.end = new Promise((resolve, reject) => {
      this.#ended = resolve
      setTimeout(() => reject(new Error('the projection neither ended nor failed')), LIMIT_MS)
    })
  }

  /** Resolves where it fails, even after it was live. */
  readonly failed = new Promise<ProjectionStatus>((resolve) => {
    this.#failed = resolve
  })

  status(status: ProjectionStatus): void {
    if (status.kind === 'live' || status.kind === 'failed') this.#ended(status)
    if (status.kind === 'failed') this.#failed(status)
  }

  view(view: ReadModelView): void {
    this.views.push(view)
    this.#seen()
  }

  async exactly(run: ProjectionRun, position: number): Promise<ReadModelView> {
    const from = this.views.length
    run.seek(position as Position)
    for (;;) {
      const found = this.views.slice(from).find((view) => view.exact && view.position === position)
      if (found) return found
      await new Promise<void>((resolve) => {
        this.#seen = resolve
      })
    }
  }
}

function start(
  source: string,
  { events, told, pageEvents }: { readonly events: number; readonly told: Told; readonly pageEvents?: number },
): ProjectionRun {
  const history = Array.from({ length: events }, (_, at) => eventAt(at + 1, { stream: `order-${at % 3}` }))
  return startProjection({
    source,
    events: new ArrayLog(history, pageEvents),
    show: { from: 0, limit: 50 },
    position: 0 as Position,
    onStatus: (status) => told.status(status),
    onView: (view) => told.view(view),
  })
}

/** Measures how long the page is held up. */
class Heart {
  #beatMs = performance.now()
  #longestMs = 0
  readonly #timer = setInterval(() => this.#beat(), BEAT_MS)

  stop(): number {
    clearInterval(this.#timer)
    this.#beat()
    return this.#longestMs
  }

  #beat(): void {
    const nowMs = performance.now()
    this.#longestMs = Math.max(this.#longestMs, nowMs - this.#beatMs)
    this.#beatMs = nowMs
  }
}

globalThis.harness = new Harness()
