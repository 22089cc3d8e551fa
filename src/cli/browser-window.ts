import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumArgs, findChromium } from './chromium.ts'

/** A window of its own in a browser; disposing of it closes it. */
export interface BrowserWindow extends AsyncDisposable {
  /** Settles when the window is closed. @throws when the browser does not start */
  readonly closed: Promise<void>
}

/** The browser to show a window in, where there is one and a screen to show it on. */
export function windowBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return hasDisplay(env) ? findChromium(env) : undefined
}

/** Linux says by its environment whether there is a screen; other systems always have one. */
export function hasDisplay(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/** Opens a page in a window of its own, in a browser that shares nothing with the person's. */
export function openBrowserWindow(browser: string, url: string): BrowserWindow {
  const abort = new AbortController()
  const closed = runBrowser(browser, url, abort.signal)
  return {
    closed,
    [Symbol.asyncDispose]: async () => {
      abort.abort()
      // Whether it ran well is told to who waits for it to be closed.
      await closed.catch(() => undefined)
    },
  }
}

async function runBrowser(browser: string, url: string, signal: AbortSignal): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'epoch-window-'))
  try {
    if (signal.aborted) return
    const args = [
      `--app=${url}`,
      `--user-data-dir=${profile}`,
      '--no-first-run',
      '--window-size=1440,900',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--password-store=basic',
      ...chromiumArgs(),
    ]
    const child = spawn(browser, args, { stdio: 'ignore' })
    signal.addEventListener('abort', () => child.kill())
    await once(child, 'exit')
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}
