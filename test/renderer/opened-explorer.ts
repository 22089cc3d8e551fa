import type { NewEvent, Position } from '../../src/core/event.ts'
import type { Activity } from '../../src/renderer/state/activity.ts'
import type { Clock } from '../../src/renderer/state/clock.ts'
import type { TakeDropped } from '../../src/renderer/state/drop-slice.ts'
import { createExplorerStore, type ExplorerStore } from '../../src/renderer/state/explorer-store.ts'
import type { StartProjection } from '../../src/renderer/state/projection-port.ts'
import type { SaveFile } from '../../src/renderer/state/save-file.ts'
import type { SettingsStore } from '../../src/renderer/state/settings-store.ts'
import type { HandClock } from './hand-clock.ts'
import { MemoryHost } from './memory-host.ts'

/** Every projection is empty at every position: for tests that are not about projections. */
export const noProjections: StartProjection = ({ position, onView }) => {
  const answer = (at: Position): void =>
    queueMicrotask(() => onView({ position: at, exact: true, total: 0, from: 0, rows: [] }))
  answer(position)
  return { seek: answer, show: () => {}, ask: () => Promise.reject(new Error('no test asks')), stop: () => {} }
}

/** Waits for nothing: a pause is over in the loop's next turn. For tests that are not about when things happen. */
export const swiftClock: Clock = {
  nextFrame: () => new Promise((resolve) => setTimeout(() => resolve(performance.now()), 0)),
  after(_delayMs, callback) {
    const timer = setTimeout(callback, 0)
    return () => clearTimeout(timer)
  },
}

export interface OpenedExplorer {
  readonly explorer: ExplorerStore
  readonly host: MemoryHost
}

interface Options {
  readonly host?: MemoryHost
  readonly clock?: HandClock
  readonly startProjection?: StartProjection
  readonly saveFile?: SaveFile
  readonly takeDropped?: TakeDropped
  readonly settings?: SettingsStore
}

/** An explorer that has opened a memory store with these events, at rest. */
export async function openedExplorer(events: readonly NewEvent[], options: Options = {}): Promise<OpenedExplorer> {
  const { host = new MemoryHost(), startProjection = noProjections, clock, ...rest } = options
  await host.append(...events)
  const explorer = createExplorerStore({ ...rest, host, startProjection, clock: clock ?? swiftClock })
  await explorer.getState().start()
  if (clock) await clock.runOut()
  else await idle(explorer.getState().activity)
  return { explorer, host }
}

const MAX_TURNS = 2000

/** Resolves once nothing is under way and nothing begins in the turns of the loop that follow. */
export async function idle(activity: Activity): Promise<void> {
  let quiet = 0
  for (let turn = 0; quiet < 3; turn++) {
    if (turn === MAX_TURNS) throw new Error('it does not come to rest')
    await new Promise((resolve) => setTimeout(resolve, 0))
    quiet = activity.idle ? quiet + 1 : 0
  }
}
