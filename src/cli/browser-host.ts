import { dirname, resolve } from 'node:path'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { epochHome } from '../host/epoch-home.ts'
import { createHost } from '../host/host.ts'
import { startServer } from '../server/start-server.ts'

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

/** Starts a host for browsers of this machine. @throws EpochError `port-taken` */
export async function startBrowserHost({ path, port, root }: BrowserHostOptions): Promise<BrowserHost> {
  const offered = root ?? (path === undefined ? undefined : dirname(resolve(path)))
  const host = createHost({
    kind: 'browser',
    home: epochHome(),
    startProcess: startChildProcess,
    ...(path !== undefined && { startedWith: resolve(path) }),
    ...(offered !== undefined && { root: resolve(offered) }),
  })
  const server = await startServer({ host, ...(port !== undefined && { port }) })
  return {
    url: server.url,
    [Symbol.asyncDispose]: async () => {
      await server.close()
      await host.dispose()
    },
  }
}
