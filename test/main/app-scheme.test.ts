import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PageFiles } from '../../src/host/page-files.ts'
import { PAGE_ADDRESS, registerAppScheme, SANDBOX_ADDRESS, serveAppScheme } from '../../src/main/app-scheme.ts'
import { smallPage } from '../server/running-page.ts'
import { protocol } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const page = smallPage()
beforeAll(() => serveAppScheme(new PageFiles(page.folder)))
afterAll(() => page.remove())

async function load(url: string, method = 'GET'): Promise<Response> {
  const handler = protocol.handlers.get('epoch')
  if (handler === undefined) throw new Error('nobody handles the scheme')
  return handler({ ...new Request('http://placeholder/'), url, method })
}

test('the scheme is a standard and secure one, and may do nothing more', () => {
  registerAppScheme()
  expect(protocol.privileged).toEqual([{ scheme: 'epoch', privileges: { standard: true, secure: true } }])
})

test('the page comes with the same policy as in a browser, and its own nonce', async () => {
  const response = await load(PAGE_ADDRESS)
  const nonce = /content="([^"]+)"/.exec(await response.text())?.[1]
  expect(response.status).toBe(200)
  expect(response.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
})

test('the sandbox frame comes with an origin of its own', async () => {
  const { headers } = await load(SANDBOX_ADDRESS)
  expect(headers.get('content-security-policy')).toBe("sandbox allow-scripts; frame-ancestors 'self'")
})

test('a script comes as one', async () => {
  const { headers } = await load(`${PAGE_ADDRESS}assets/app.js`)
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

const ups = ['..', '%2e%2e', '%2E%2e', '.%2e', '..%2f..', '..%5c..', '..\\..', '%252e%252e', '....//', '..;']
const targets = ['index.html', 'package.json', 'etc/passwd', 'assets/app.js', 'main/index.js', 'C:\\Windows\\win.ini']
const traversals = ups.flatMap((up) =>
  targets.map((target) => `epoch://app/assets/x/${up}/${up}/${up}/${up}/${target}`),
)

test.each(traversals)('%s gives no file but one of the page', async (url) => {
  const response = await load(url)
  const isOwn = ['index.html', 'assets/app.js'].some((name) => new URL(url).pathname === `/${name}`)
  if (response.status === 200) expect(isOwn).toBe(true)
  else expect(response.status).toBe(404)
})

test.each(['epoch://evil/', 'epoch://app@evil/', 'http://app/', 'epoch:index.html', 'epoch://app:80/'])(
  '%s is not the application',
  async (url) => {
    expect((await load(url)).status).toBe(404)
  },
)

test('nothing is written to it', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) expect((await load(PAGE_ADDRESS, method)).status).toBe(404)
})
