import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumArgs, findChromium } from '../../src/cli/chromium.ts'
import { SOCKET_PATH } from '../../src/server/start-server.ts'
import { startPage } from './running-page.ts'

const executablePath = findChromium()

/** Two names that both lead to this machine in the test's browser: a site of somebody else's, and one that was made to point here. */
const resolverRules = 'MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1'

describe.skipIf(executablePath === undefined)('a real browser', () => {
  let browser: Browser
  let context: BrowserContext
  let epoch: Awaited<ReturnType<typeof startPage>>
  let foreign: Server
  let foreignPort = 0
  let own: Page

  beforeAll(async () => {
    epoch = await startPage()
    foreign = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>elsewhere'))
    foreign.listen(0, '127.0.0.1')
    await once(foreign, 'listening')
    const address = foreign.address()
    foreignPort = typeof address === 'object' && address !== null ? address.port : 0
    browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: [...chromiumArgs(), `--host-resolver-rules=${resolverRules}`],
    })
    context = await browser.newContext()
    own = await context.newPage()
    await own.goto(epoch.server.url)
  })

  afterAll(async () => {
    await browser.close()
    foreign.close()
    await epoch.stop()
  })

  const openSocket = (address: string): string =>
    `new Promise((resolve) => {
      const socket = new WebSocket('${address}')
      socket.onopen = () => resolve('open')
      socket.onerror = () => resolve('refused')
    })`

  test('trades the token for a cookie, leaves it out of the address, and loads again without it', async () => {
    expect(own.url()).toBe(`http://127.0.0.1:${epoch.port}/`)
    expect(await own.title()).toBe('Epoch')
    await own.reload()
    expect(await own.title()).toBe('Epoch')
    const cookies = await context.cookies()
    expect(cookies).toMatchObject([{ name: `epoch-${epoch.port}`, httpOnly: true, sameSite: 'Strict' }])
    expect(await own.evaluate('document.cookie')).toBe('')
  })

  test('opens the socket from the page, under its policy', async () => {
    const before = epoch.connected.length
    expect(await own.evaluate(openSocket(`ws://127.0.0.1:${epoch.port}${SOCKET_PATH}`))).toBe('open')
    expect(epoch.connected.length).toBe(before + 1)
  })

  test('has the sandbox frame in an origin of its own', async () => {
    const origin = await own.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.src = '/sandbox.html'
      frame.onload = () => {
        try { resolve(frame.contentDocument === null ? 'apart' : 'reached') } catch { resolve('apart') }
      }
      document.body.append(frame)
    })`)
    expect(origin).toBe('apart')
    expect(own.frames().map((frame) => frame.url())).toContain(`http://127.0.0.1:${epoch.port}/sandbox.html`)
  })

  describe.each(['127.0.0.1', 'localhost', 'evil.example'])('with a page of another port at %s', (name) => {
    let page: Page
    beforeAll(async () => {
      page = await context.newPage()
      await page.goto(`http://${name}:${foreignPort}/`)
    })

    test('gets no socket, though the browser sends the cookie', async () => {
      const before = epoch.connected.length
      for (const host of ['127.0.0.1', 'localhost'])
        expect(await page.evaluate(openSocket(`ws://${host}:${epoch.port}${SOCKET_PATH}`))).toBe('refused')
      expect(epoch.connected.length).toBe(before)
    })

    test('reads nothing, posts nothing and runs no script of ours', async () => {
      const address = `http://127.0.0.1:${epoch.port}`
      const outcome = (request: string): Promise<unknown> =>
        page.evaluate(`${request}.then((response) => response.type + response.status, () => 'failed')`)
      expect(await outcome(`fetch('${address}/', { credentials: 'include' })`)).toBe('failed')
      expect(await outcome(`fetch('${address}/', { method: 'POST', mode: 'no-cors', credentials: 'include' })`)).toBe(
        'failed',
      )
      expect(
        await page.evaluate(`new Promise((resolve) => {
          const script = document.createElement('script')
          script.src = '${address}/assets/app.js'
          script.onload = () => resolve('ran')
          script.onerror = () => resolve('refused')
          document.head.append(script)
        })`),
      ).toBe('refused')
    })

    test('cannot take the window there', async () => {
      const response = page.waitForResponse((one) => one.url() === `http://127.0.0.1:${epoch.port}/`)
      await page.evaluate(`location.href = 'http://127.0.0.1:${epoch.port}/'`)
      expect((await response).status()).toBe(403)
    })
  })

  test('refuses a name that was made to point here', async () => {
    const page = await context.newPage()
    const response = await page.goto(`http://rebound.example:${epoch.port}/`)
    expect(response?.status()).toBe(421)
  })
})
