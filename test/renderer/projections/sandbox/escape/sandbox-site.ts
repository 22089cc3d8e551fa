import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { sandboxFrame } from '../../../../../scripts/sandbox-frame.ts'
import { chromiumArgs, findChromium } from '../../../../../src/cli/chromium.ts'
import { pageHeaders } from '../../../../../src/host/page-policy.ts'

const PAGE = fileURLToPath(new URL('./page/', import.meta.url))

/** How the frame is given out: as it is built, or with one of its walls taken away, which shows that the wall is what holds. */
export type FrameWall = 'as-built' | 'without-policy' | 'with-webrtc'

/**
 * The sandbox as a host gives it out, in a page that a test can tell what to do: the built frame, the built script of the worker, and the
 * headers of both, from a server on loopback.
 */
export class SandboxSite implements AsyncDisposable {
  readonly origin: string
  /** Paths that were asked for and that the page itself does not need. */
  readonly strays: string[] = []
  readonly #server: Server
  readonly #browser: Browser

  /** @param place where the browser's machine is and which language it speaks; default: as this one */
  static async open(place?: { readonly zone: string; readonly language: string }): Promise<SandboxSite> {
    const files = await builtPage()
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('the server has no port')
    const browser = await chromium.launch({
      executablePath: executablePath(),
      args: [...chromiumArgs(), ...(place ? [`--lang=${place.language}`] : [])],
      ...(place && { env: { ...process.env, TZ: place.zone, LANGUAGE: place.language } }),
    })
    return new SandboxSite(`http://127.0.0.1:${address.port}`, { files, server, browser })
  }

  private constructor(
    origin: string,
    { files, server, browser }: { files: ReadonlyMap<string, string>; server: Server; browser: Browser },
  ) {
    this.origin = origin
    this.#server = server
    this.#browser = browser
    server.on('request', ({ url = '/' }, response) => {
      const [, wall = '', name = ''] = /^\/([^/]*)\/(.*)$/.exec(url) ?? []
      const text = files.get(name || 'index.html')
      if (text === undefined) {
        if (!url.endsWith('favicon.ico')) this.strays.push(url)
        response.writeHead(404).end()
      } else if (name === 'sandbox.html') {
        const headers = { 'content-type': 'text/html', ...pageHeaders('sandbox', '') }
        response.writeHead(200, headers).end(frameWith(wall, text))
      } else {
        const type = name === '' ? 'text/html' : 'text/javascript'
        response
          .writeHead(200, { 'content-type': type, ...pageHeaders(name === '' ? 'document' : 'asset', 'none') })
          .end(text)
      }
    })
  }

  /** A page of its own, ready for the calls of {@link import('./page/harness.ts').Harness}. */
  async newPage(wall: FrameWall = 'as-built'): Promise<Page> {
    const page = await this.#browser.newPage()
    await page.goto(`${this.origin}/${wall}/`)
    await page.waitForFunction('globalThis.harness !== undefined')
    return page
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close()
    this.#server.close()
    this.#server.closeAllConnections()
    await once(this.#server, 'close')
  }
}

function frameWith(wall: string, html: string): string {
  const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/
  if (!policy.test(html)) throw new Error('the frame has no policy')
  if (wall === 'without-policy') return html.replace(policy, '')
  if (wall === 'with-webrtc') return html.replace(policy, '').replace(/<script>.*<\/script>/s, '')
  return html
}

async function builtPage(): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: PAGE,
    base: './',
    publicDir: false,
    plugins: [sandboxFrame()],
    build: { write: false, target: 'esnext', rollupOptions: { input: `${PAGE}index.html` } },
  })
  if (!('output' in result)) throw new Error('the page was not built')
  return new Map(
    result.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)] as const),
  )
}

function executablePath(): string {
  const found = findChromium()
  if (found === undefined) throw new Error('no Chromium-family browser was found')
  return found
}
