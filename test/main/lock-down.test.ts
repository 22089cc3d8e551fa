import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { isAppAddress, PAGE_ADDRESS, SANDBOX_ADDRESS } from '../../src/main/app-scheme.ts'
import { lockDownPages, lockDownSession } from '../../src/main/lock-down.ts'
import { app, FakeContents, session } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const foreign = [
  '',
  'about:blank',
  'about:srcdoc',
  'http://app/',
  'https://app/',
  'https://evil.example/',
  'file:///etc/passwd',
  'epoch:',
  'epoch:app/',
  'epoch://',
  'epoch://evil/',
  'epoch://app.evil/',
  'epoch://app@evil/',
  'epoch://app:1/',
  'epoch-evil://app/',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'blob:epoch://app/1',
  'filesystem:epoch://app/temporary/1',
  'view-source:epoch://app/',
  'smb://host/share',
]

/** Whether a page that wants to go somewhere is held back. */
function isHeld(contents: FakeContents, event: string, details: { url?: string; isMainFrame?: boolean }): boolean {
  let held = false
  contents.emit(event, {
    ...details,
    preventDefault: () => {
      held = true
    },
  })
  return held
}

describe('a page', () => {
  let contents: FakeContents
  beforeAll(() => {
    lockDownPages()
    contents = new FakeContents()
    app.emit('web-contents-created', {}, contents)
  })

  test.each(foreign)('does not get to %j, by whatever way', (url) => {
    expect(isAppAddress(url)).toBe(false)
    expect(isHeld(contents, 'will-navigate', { url })).toBe(true)
    expect(isHeld(contents, 'will-redirect', { url })).toBe(true)
    for (const isMainFrame of [true, false])
      expect(isHeld(contents, 'will-frame-navigate', { url, isMainFrame })).toBe(true)
  })

  test('may load again', () => {
    expect(isHeld(contents, 'will-navigate', { url: PAGE_ADDRESS })).toBe(false)
    expect(isHeld(contents, 'will-frame-navigate', { url: PAGE_ADDRESS, isMainFrame: true })).toBe(false)
  })

  test('has the sandbox in its frame and nothing else, not even itself', () => {
    expect(isHeld(contents, 'will-frame-navigate', { url: SANDBOX_ADDRESS, isMainFrame: false })).toBe(false)
    for (const url of [PAGE_ADDRESS, `${SANDBOX_ADDRESS}?x`, `${PAGE_ADDRESS}assets/app.js`])
      expect(isHeld(contents, 'will-frame-navigate', { url, isMainFrame: false })).toBe(true)
  })

  test('opens no window, attaches no webview and tells nobody its addresses', () => {
    expect(isHeld(contents, 'will-attach-webview', {})).toBe(true)
    expect(contents.webRtc).toBe('disable_non_proxied_udp')
    const details = { url: PAGE_ADDRESS, frameName: '', features: '', disposition: 'new-window', referrer: noReferrer }
    expect(contents.openWindow?.({ ...details, disposition: 'new-window' })).toEqual({ action: 'deny' })
  })
})

describe('the session', () => {
  beforeAll(() => lockDownSession())

  /** Every permission that Electron's own types name. */
  const types = readFileSync(createRequire(import.meta.url).resolve('electron/electron.d.ts'), 'utf8')
  const line = types.split('\n').find((text) => text.includes('setPermissionCheckHandler(handler: ')) ?? ''
  const permissions = [...(/permission: ([^,]*)/.exec(line)?.[1] ?? '').matchAll(/'([^']+)'/g)].map((match) => match[1])

  test('the types name enough permissions to ask for', () => expect(permissions.length).toBeGreaterThan(30))

  test.each(permissions)('grants %s to nobody, but for text on the clipboard to the page itself', (permission) => {
    const { request, check } = session.defaultSession
    for (const isMainFrame of [true, false]) {
      const wanted = isMainFrame && permission === 'clipboard-sanitized-write'
      const checked = Reflect.apply(check ?? expect.unreachable, undefined, [
        null,
        permission,
        PAGE_ADDRESS,
        { isMainFrame },
      ])
      let requested: unknown
      const decide = (granted: boolean): void => {
        requested = granted
      }
      Reflect.apply(request ?? expect.unreachable, undefined, [null, permission, decide, { isMainFrame }])
      expect([checked, requested]).toEqual([wanted, wanted])
    }
  })

  test('grants no device and no capture', () => {
    const { device, capture } = session.defaultSession
    expect(Reflect.apply(device ?? expect.unreachable, undefined, [{}])).toBe(false)
    let streams: unknown
    const decide = (given: unknown): void => {
      streams = given
    }
    Reflect.apply(capture ?? expect.unreachable, undefined, [{}, decide])
    expect(streams).toBeNull()
  })

  test.each([
    { url: `${PAGE_ADDRESS}assets/app.js`, cancelled: false },
    { url: 'blob:null/1', cancelled: false },
    { url: 'data:image/png;base64,', cancelled: false },
    { url: 'http://127.0.0.1/', cancelled: true },
    { url: 'https://evil.example/', cancelled: true },
    { url: 'wss://evil.example/', cancelled: true },
    { url: 'file:///etc/passwd', cancelled: true },
    { url: 'no address', cancelled: true },
  ])('a request for $url is cancelled: $cancelled', ({ url, cancelled }) => {
    let answer: unknown
    session.defaultSession.beforeRequest?.({ url }, (given) => {
      answer = given
    })
    expect(answer).toEqual({ cancel: cancelled })
  })
})

const noReferrer = { url: '', policy: 'no-referrer' } as const
