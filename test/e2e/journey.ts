import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { test as base, expect, type Page } from '@playwright/test'
import { findChromium } from '../../src/cli/chromium.ts'

const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

/** A folder of one journey's own, with a data folder in it. */
interface Workplace {
  readonly folder: string
  /** Runs the built command line to its end. */
  epoch(...args: string[]): Promise<{ stdout: string; stderr: string }>
  /** Starts the browser host on a path and answers its address. */
  serve(...args: string[]): Promise<string>
}

interface Journey {
  readonly browserThere: undefined
  readonly workplace: Workplace
  /** What the page's console called an error, the policy's refusals among it. */
  readonly complaints: string[]
}

export const test = base.extend<Journey>({
  // Before `page`, so that a missing browser is a skip and not a failed launch.
  browserThere: [
    async ({}, use, info) => {
      info.skip(
        info.project.name === 'browser' && findChromium() === undefined,
        'no Chromium (EPOCH_CHROMIUM names one)',
      )
      await use(undefined)
    },
    { auto: true },
  ],
  workplace: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'epoch-journey-'))
    const env = { ...process.env, EPOCH_HOME: join(folder, 'home') }
    const hosts: ChildProcess[] = []
    await use({
      folder,
      epoch: (...args) => promisify(execFile)(process.execPath, [cli, ...args], { env }),
      serve: (...args) => {
        const host = spawn(process.execPath, [cli, 'serve', ...args, '--no-open'], {
          env,
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        hosts.push(host)
        return addressOf(host)
      },
    })
    await Promise.all(hosts.map(stop))
    rmSync(folder, { recursive: true, force: true })
  },
  complaints: async ({ page }, use) => {
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await use(complaints)
    expect(complaints).toEqual([])
  },
})

export { expect } from '@playwright/test'

function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    host.once('exit', (code) => reject(new Error(`the host ended with ${code}`)))
    if (host.stdout)
      createInterface({ input: host.stdout }).on('line', (line) => {
        const address = /^Epoch is at (http:\S+)$/.exec(line)?.[1]
        if (address) resolve(address)
      })
  })
}

function stop(host: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (host.exitCode !== null || host.signalCode !== null) return resolve()
    host.once('exit', () => resolve())
    host.kill('SIGINT')
  })
}

/** Waits until the window has nothing in flight and no frame to draw. */
export async function idle(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-idle', 'true', { timeout: 30_000 })
}

export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByRole('grid', { name: 'Events' })).toBeVisible({ timeout: 30_000 })
  await idle(page)
}

/** The playhead's position, as a screen reader is told it. */
export async function playhead(page: Page): Promise<number> {
  return Number(await page.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuenow'))
}

/** Keeps a picture of the window as the journey sees it now, to be looked at by people. */
export async function picture(page: Page, name: string): Promise<void> {
  await idle(page)
  await page.screenshot({ path: `test-results/pictures/${name}.png` })
}

/** Replaces the whole text of the projection's editor, by pasting. */
export async function writeProjection(page: Page, source: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Projection source' }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(source)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }`)
}
