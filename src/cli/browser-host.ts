import { dirname, resolve } from 'node:path'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { epochHome } from '../host/epoch-home.ts'
import { createHost } from '../host/host.ts'
import { startServer } from '../server/start-server.ts'
import { sayOpening } from './say-opening.ts'
import type { Terminal } from './terminal.ts'

export interface BrowserHostOptions {
  /** What to open; without it, the built-in demo. */
  readonly path?: string
  readonly port?: number
  readonly root?: string
}

export interface BrowserHost extends AsyncDisposable {
  /** Where the window is, with the token that lets in the first to open it. */
  readonly url: string
}

/**
 * Starts a host for browsers of this machine, with what is at the path open, so that what cannot be opened is said here and not
 * in a window. The demo is opened by the window, which shows how it is made the first time.
 *
 * @throws EpochError `port-taken`, or saying what is at the path instead
 */
export async function startBrowserHost(
  { path, port, root }: BrowserHostOptions,
  terminal: Terminal,
): Promise<BrowserHost> {
  const offered = root ?? (path === undefined ? undefined : dirname(resolve(path)))
  const host = createHost({
    kind: 'browser',
    home: epochHome(),
    startProcess: startChildProcess,
    ...(path !== undefined && { startedWith: resolve(path) }),
    ...(offered !== undefined && { root: resolve(offered) }),
  })
  try {
    if (path !== undefined) await sayOpening((opening) => host.openStarted(opening), terminal)
    const server = await startServer({ host, ...(port !== undefined && { port }) })
    return {
      url: server.url,
      [Symbol.asyncDispose]: async () => {
        await server.close()
        await host.dispose()
      },
    }
  } catch (error) {
    await host.dispose()
    throw error
  }
}
