import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { connectHost } from '../../src/contract/host-client.ts'
import { MAX_MESSAGE_BYTES, MAX_SOCKETS, SOCKET_PATH, startServer } from '../../src/server/start-server.ts'
import { websocketTransport } from '../../src/server/websocket-transport.ts'
import { serveMemoryStore } from '../host/served-memory-store.ts'
import { ask, enter, smallPage, startPage, upgradeHeaders } from './running-page.ts'

type Page = Awaited<ReturnType<typeof startPage>>

describe('who gets in', () => {
  let page: Page
  let cookie: string
  beforeAll(async () => {
    page = await startPage()
    cookie = await enter(page.port, page.token)
  })
  afterAll(() => page.stop())

  const hosts = [
    { says: '127.0.0.1', host: (port: number) => `127.0.0.1:${port}`, own: true },
    { says: 'localhost', host: (port: number) => `localhost:${port}`, own: true },
    { says: '[::1]', host: (port: number) => `[::1]:${port}`, own: true },
    { says: 'a name that was made to point here', host: (port: number) => `evil.example:${port}`, own: false },
    { says: 'another port', host: (port: number) => `127.0.0.1:${port + 1}`, own: false },
    { says: 'no port', host: () => '127.0.0.1', own: false },
  ]
  const origins = [
    { from: 'no origin', origin: () => undefined, own: true },
    { from: 'its own origin', origin: (host: string) => `http://${host}`, own: true },
    { from: 'null', origin: () => 'null', own: false },
    { from: 'another site', origin: () => 'https://evil.example', own: false },
    { from: 'another port', origin: () => 'http://127.0.0.1:1', own: false },
    { from: 'its own host by https', origin: (host: string) => `https://${host}`, own: false },
  ]
  const cookies = [
    { brings: 'no cookie', of: () => undefined, own: false },
    { brings: 'the cookie', of: () => cookie, own: true },
    { brings: 'the cookie of another port', of: () => cookie.replace(/^epoch-\d+/, 'epoch-1'), own: false },
    { brings: 'a cookie that is nearly right', of: () => `${cookie.slice(0, -1)}~`, own: false },
  ]
  const ways = [
    { way: 'GET /', path: '/', method: 'GET', granted: 200 },
    { way: 'HEAD /', path: '/', method: 'HEAD', granted: 200 },
    { way: 'GET a script', path: '/assets/app.js', method: 'GET', granted: 200 },
    { way: 'POST /', path: '/', method: 'POST', granted: 405 },
    { way: 'OPTIONS /', path: '/', method: 'OPTIONS', granted: 405 },
    { way: 'a file sent', path: '/dropped?name=shop.db', method: 'POST', granted: 200 },
    { way: 'GET of where files are sent', path: '/dropped', method: 'GET', granted: 405 },
    { way: 'an upgrade', path: SOCKET_PATH, method: 'GET', granted: 101 },
  ]
  const cells = hosts.flatMap((host) =>
    origins.flatMap((origin) => ways.map((way) => ({ ...host, ...origin, ...way }))),
  )
  const cellsOf = (host: (typeof hosts)[number], origin: (typeof origins)[number]) =>
    cookies.flatMap((one) => ways.map((way) => ({ host, origin, one, way })))

  test.each(hosts.flatMap((host) => origins.map((origin) => ({ host, origin }))))(
    'a request to $host.says from $origin.from, with each cookie and method',
    async ({ host, origin }) => {
      for (const { one, way } of cellsOf(host, origin)) {
        const named = host.host(page.port)
        const from = origin.origin(named)
        const brought = one.of()
        const isUpgrade = way.granted === 101
        const needsOrigin = isUpgrade || way.path.startsWith('/dropped')
        const sentBefore = page.received.length
        const before = page.connected.length
        const { status } = await ask(
          page.port,
          way.path,
          {
            host: named,
            ...(from !== undefined && { origin: from }),
            ...(brought !== undefined && { cookie: brought }),
            ...(isUpgrade && upgradeHeaders),
          },
          way.method,
        )
        const wanted = (): number => {
          if (!host.own) return 421
          if (!origin.own || (needsOrigin && from === undefined)) return 403
          if (way.granted === 405) return 405
          return one.own ? way.granted : 401
        }
        expect(`${way.way} with ${one.brings}: ${status}`).toBe(`${way.way} with ${one.brings}: ${wanted()}`)
        expect(page.connected.length - before).toBe(status === 101 ? 1 : 0)
        expect(page.received.length - sentBefore).toBe(way.method === 'POST' && status === 200 ? 1 : 0)
      }
    },
  )

  test('there are enough cells', () => expect(cells.length * cookies.length).toBeGreaterThanOrEqual(200))

  test.each([
    { site: 'same-origin', mode: 'no-cors', status: 200 },
    { site: 'none', mode: 'navigate', status: 200 },
    { site: 'none', mode: 'cors', status: 403 },
    { site: 'same-site', mode: 'navigate', status: 403 },
    { site: 'same-site', mode: 'no-cors', status: 403 },
    { site: 'cross-site', mode: 'navigate', status: 403 },
    { site: 'cross-site', mode: 'no-cors', status: 403 },
    { site: 'anything-else', mode: 'navigate', status: 403 },
  ])('a $mode request that the browser calls $site is answered with $status', async ({ site, mode, status }) => {
    const headers = { cookie, 'sec-fetch-site': site, 'sec-fetch-mode': mode }
    expect((await ask(page.port, '/', headers)).status).toBe(status)
  })

  test('an upgrade that the browser calls same-site is refused though it says the own origin', async () => {
    const headers = { cookie, origin: `http://127.0.0.1:${page.port}`, 'sec-fetch-site': 'same-site' }
    expect((await ask(page.port, SOCKET_PATH, { ...headers, ...upgradeHeaders })).status).toBe(403)
  })

  test('a file is handed to the host by its name, and its ticket to the page', async () => {
    const headers = { cookie, origin: `http://127.0.0.1:${page.port}`, 'sec-fetch-site': 'same-origin' }
    const answer = await ask(page.port, '/dropped?name=a%20shop.db', headers, 'POST', 'bytes')
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { ticket: 'a ticket' }])
    expect(page.received.at(-1)).toBe('a shop.db: bytes')
  })

  test('an upgrade anywhere but at the socket is refused', async () => {
    const headers = { cookie, origin: `http://127.0.0.1:${page.port}`, ...upgradeHeaders }
    for (const path of ['/', '/socket/', '/socket?x', '//socket', '/other'])
      expect((await ask(page.port, path, headers)).status).toBe(404)
  })
})

describe('the token', () => {
  test('is exchanged once for a cookie that no script reads, and leaves the address', async () => {
    const page = await startPage()
    const first = await ask(page.port, `/?token=${page.token}`)
    expect(first).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } })
    expect(first.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^epoch-${page.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`)),
    ])
    expect(String(first.headers['set-cookie'])).not.toContain(page.token)
    const second = await ask(page.port, `/?token=${page.token}`)
    expect(second.status).toBe(401)
    expect(second.headers['set-cookie']).toBeUndefined()
    await page.stop()
  })

  test('is not used up by a request that is refused', async () => {
    const page = await startPage()
    const path = `/?token=${page.token}`
    expect((await ask(page.port, path, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await ask(page.port, path, { host: 'evil.example' })).status).toBe(421)
    expect((await ask(page.port, path, {}, 'POST')).status).toBe(405)
    expect((await ask(page.port, path)).status).toBe(303)
    await page.stop()
  })

  test('in an address that is opened again leads whoever has the cookie to the page', async () => {
    const page = await startPage()
    const cookie = await enter(page.port, page.token)
    const again = await ask(page.port, `/?token=${page.token}`, { cookie })
    expect(again).toMatchObject({ status: 303, headers: { location: '/' } })
    expect((await ask(page.port, '/', { cookie })).status).toBe(200)
    await page.stop()
  })
})

describe('what is given out', () => {
  let page: Page
  let cookie: string
  beforeAll(async () => {
    page = await startPage()
    cookie = await enter(page.port, page.token)
  })
  afterAll(() => page.stop())

  test('the page comes with the policy and a nonce of its own each time', async () => {
    const [first, second] = [await ask(page.port, '/', { cookie }), await ask(page.port, '/', { cookie })]
    const nonce = /name="epoch-nonce" content="([^"]+)"/.exec(first.body)?.[1] ?? 'none'
    expect(first.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' " +
        `'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; ` +
        "base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types epoch",
    )
    expect(first.headers).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(second.body).not.toContain(nonce)
  })

  test('the sandbox frame comes with an origin of its own', async () => {
    const { headers } = await ask(page.port, '/sandbox.html', { cookie, 'sec-fetch-site': 'same-origin' })
    expect(headers['content-security-policy']).toBe("sandbox allow-scripts; frame-ancestors 'self'")
  })

  test.each([
    '/index.html',
    '/../package.json',
    '/assets/../index.html',
    '/assets/%2e%2e/index.html',
    '/assets/..%2findex.html',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets\\app.js',
    '//assets/app.js',
    '/assets/',
    '/assets',
    '/assets/app.js/',
    '/assets/app.js%00',
    '/ASSETS/app.js',
    '/__proto__',
    '/constructor',
    '/favicon.ico',
    '//[',
    'http://[',
    '*',
  ])('%s is nothing', async (path) => {
    expect((await ask(page.port, path, { cookie })).status).toBe(404)
  })
})

describe('a connected page', () => {
  test('asks the host over its socket, within the limits', async () => {
    const page = smallPage()
    const served = await serveMemoryStore()
    const server = await startServer({
      page: page.folder,
      host: {
        connect: (transport) => {
          void served.serve(transport)
          return { offer: () => {}, attention: () => {} }
        },
        receive: () => expect.unreachable(),
      },
    })
    const { port, searchParams } = new URL(server.url)
    const cookie = await enter(Number(port), searchParams.get('token') ?? '')
    const open = () =>
      new WebSocket(`ws://127.0.0.1:${port}${SOCKET_PATH}`, { origin: `http://127.0.0.1:${port}`, headers: { cookie } })
    const socket = open()
    await once(socket, 'open')
    expect(socket.extensions).toBe('')
    const client = connectHost(websocketTransport(socket))
    expect(await client.request('types.list', { store: served.id })).toEqual({ types: [] })

    const large = open()
    await once(large, 'open')
    large.send('x'.repeat(MAX_MESSAGE_BYTES + 1))
    expect((await once(large, 'close'))[0]).toBe(1009)
    const binary = open()
    await once(binary, 'open')
    binary.send(Buffer.from('{}'))
    expect((await once(binary, 'close'))[0]).toBe(1003)

    const more = Array.from({ length: MAX_SOCKETS - 1 }, open)
    await Promise.all(more.map((one) => once(one, 'open')))
    const [error] = await once(open(), 'error')
    expect(String(error)).toContain('429')

    await server.close()
    await client.closed
    await served.dispose()
    page.remove()
  })

  test('is told by name when the port is taken', async () => {
    const page = await startPage()
    const folder = smallPage()
    const noHost = { connect: () => expect.unreachable(), receive: () => expect.unreachable() }
    const again = startServer({ page: folder.folder, port: page.port, host: noHost })
    await expect(again).rejects.toMatchObject({ code: 'port-taken', details: { port: page.port } })
    folder.remove()
    await page.stop()
  })
})
