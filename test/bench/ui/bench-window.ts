import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from '@playwright/test'
import { chromiumArgs, findChromium } from '../../../src/cli/chromium.ts'

/** How long a window may take until nothing is under way: a read model of ten million events is folded by then. */
const REST_MS = 600_000

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('it needs a Chromium-family browser (EPOCH_CHROMIUM names one)')
  return chromium.launch({ executablePath, args: [...chromiumArgs()] })
}

/** The built browser host on a store, and a window on it. */
export class BenchWindow implements AsyncDisposable {
  readonly page: Page
  readonly #host: ChildProcess

  private constructor(host: ChildProcess, page: Page) {
    this.#host = host
    this.page = page
  }

  /** Resolves when rows of the log are on the screen. @param home its own, so that nothing is kept from window to window */
  static async open(browser: Browser, store: string, home: string): Promise<BenchWindow> {
    const env = { ...process.env, EPOCH_HOME: home }
    const host = spawn(process.execPath, ['out/main/cli.js', 'serve', store, '--no-open'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    const window = new BenchWindow(host, page)
    await page.goto(await addressOf(host))
    await page.getByRole('grid', { name: 'Events' }).getByRole('row').nth(5).waitFor()
    await page.getByRole('slider', { name: 'Position' }).waitFor()
    return window
  }

  /** Resolves when nothing is under way. */
  async atRest(): Promise<void> {
    await this.page.locator('html[data-idle=true]').waitFor({ state: 'attached', timeout: REST_MS })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close()
    const ended = once(this.#host, 'close')
    this.#host.kill('SIGINT')
    await ended
  }
}

async function addressOf(host: ChildProcess): Promise<string> {
  const { stdout } = host
  if (stdout === null) throw new Error('the host has no output')
  for await (const line of createInterface({ input: stdout })) return line.replace(/^Epoch is at /, '')
  throw new Error('the host ended before it said where it is')
}
