import type { Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Listeners, listenOnLoopback, SILENT_CONNECTION } from './listeners.ts'
import { SandboxSite } from './sandbox-site.ts'
import { attempting, waysOutOfFrame, waysOutOfWorker } from './ways-out.ts'

/** How long whatever was started may take to arrive. */
const ARRIVAL_MS = 700

let site: SandboxSite
let listeners: Listeners

beforeAll(async () => {
  listeners = await listenOnLoopback()
  site = await SandboxSite.open()
})

afterAll(async () => {
  await site[Symbol.asyncDispose]()
  await listeners[Symbol.asyncDispose]()
})

beforeEach(() => listeners.forget())

function attempts(ways: Readonly<Record<string, string>>): string {
  return attempting(ways, { url: `http://127.0.0.1:${listeners.tcpPort}`, home: site.origin, udp: listeners.udpPort })
}

/** A worker's whole script, which tries every way. */
function bareWorker(ways: Readonly<Record<string, string>>): string {
  return `onmessage = ({ ports: [port] }) => { const done = (names) => port.postMessage(names); ${attempts(ways)} }`
}

/** Tries every way in the document of the frame that is open, by a hand that its policy does not hold. */
async function tryInFrame(page: Page, ways: Readonly<Record<string, string>>): Promise<void> {
  const frame = page.frames().findLast((one) => one.parentFrame() === page.mainFrame())
  if (frame === undefined) throw new Error('there is no frame')
  await frame.evaluate(`new Promise((done) => { ${attempts(ways)} })`).catch(() => {})
}

async function arrived(page: Page): Promise<readonly string[]> {
  await page.waitForTimeout(ARRIVAL_MS)
  return [...listeners.heard, ...site.strays]
}

describe('from the sandbox', () => {
  test(`none of ${Object.keys(waysOutOfWorker).length} ways out of its worker leads anywhere`, async () => {
    const page = await site.newPage()
    const tried = await page.evaluate((runtime) => harness.runBare(runtime), bareWorker(waysOutOfWorker))
    expect(tried).toEqual(expect.any(Array))
    expect(await arrived(page)).toEqual([])
    await page.close()
  })

  test('none of them leads anywhere for a projection, at its loading or at an event', async () => {
    const page = await site.newPage()
    const source = `const done = () => {}
      const tryAll = () => { ${attempts(waysOutOfWorker)} }
      try { tryAll() } catch {}
      export default { name: 'n', apply: () => { try { tryAll() } catch {}; return 1 } }`
    const { end } = await page.evaluate((text) => harness.fold(text, 10), source)
    expect(end).toMatchObject({ kind: 'live', position: 10 })
    expect(await arrived(page)).toEqual([])
    await page.close()
  })

  test(`none of ${Object.keys(waysOutOfFrame).length} ways out of the frame’s document leads anywhere`, async () => {
    const page = await site.newPage()
    for (const [name, way] of Object.entries(waysOutOfFrame)) {
      await page.evaluate(() => harness.openFrame())
      await tryInFrame(page, { [name]: way })
    }
    // Ahead of a navigation that is then refused, Chromium may open a connection; nothing is said on it.
    expect((await arrived(page)).filter((line) => line !== SILENT_CONNECTION)).toEqual([])
    expect(await page.title()).toBe('The page')
    expect(page.url()).toBe(`${site.origin}/as-built/`)
    expect(await page.evaluate(() => document.cookie + localStorage.length)).toBe('0')
    await page.close()
  })
})

describe('the listeners do hear', () => {
  test('what leaves a worker whose frame has no policy', async () => {
    const page = await site.newPage('without-policy')
    const { fetch, WebSocket, XMLHttpRequest, importScripts } = waysOutOfWorker
    const ways = { fetch: fetch ?? '', WebSocket: WebSocket ?? '', XMLHttpRequest: XMLHttpRequest ?? '' }
    await page.evaluate(
      (runtime) => harness.runBare(runtime),
      bareWorker({ ...ways, importScripts: importScripts ?? '' }),
    )
    expect((await arrived(page)).filter((line) => line.startsWith('TCP: GET'))).toHaveLength(4)
    await page.close()
  })

  test('what leaves a frame’s document that still has WebRTC', async () => {
    const page = await site.newPage('with-webrtc')
    await page.evaluate(() => {
      const frame = document.createElement('iframe')
      frame.setAttribute('sandbox', 'allow-scripts')
      frame.src = './sandbox.html'
      document.body.append(frame)
      return new Promise((resolve) => {
        frame.onload = resolve
      })
    })
    await tryInFrame(page, { STUN: waysOutOfFrame['STUN'] ?? '' })
    expect((await arrived(page)).some((line) => line.startsWith('UDP'))).toBe(true)
    await page.close()
  })
})
