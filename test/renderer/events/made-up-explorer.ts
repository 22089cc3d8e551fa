import { createExplorerStore, type ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import type { StartProjection } from '../../../src/renderer/state/projection-port.ts'
import { type MadeUpHistory, MadeUpHost } from './made-up-host.ts'

/** Every projection fails at once, so that none keeps the window busy. */
const failing: StartProjection = ({ onStatus }) => {
  queueMicrotask(() =>
    onStatus({ kind: 'failed', error: { code: 'projection-invalid', message: 'none runs in this test' } }),
  )
  return { seek() {}, show() {}, ask: () => Promise.reject(new Error('no test asks')), stop() {} }
}

/** The window's real state over a made-up host that has opened its store. */
export async function madeUpExplorer(
  history: MadeUpHistory,
): Promise<{ readonly host: MadeUpHost; readonly explorer: ExplorerStore }> {
  const host = new MadeUpHost(history)
  const explorer = createExplorerStore({ host, startProjection: failing })
  await explorer.getState().start()
  return { host, explorer }
}

/** Resolves once nothing is under way and two frames have been drawn since. */
export async function settled(explorer: ExplorerStore): Promise<void> {
  for (let quietFrames = 0; quietFrames < 3; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    quietFrames = explorer.getState().activity.idle ? quietFrames + 1 : 0
  }
}
