import { describe, expect, test } from 'vitest'
import { openSandboxFrame } from '../../../../src/renderer/projections/sandbox/sandbox-frame.ts'

/** Every way out of a worker that the platform has, tried without Epoch's own shims before it. */
const attempts = {
  fetch: `(await fetch(URL, { mode: 'no-cors' })).type`,
  'fetch of data': `(await fetch('data:text/plain,hi')).text()`,
  XMLHttpRequest: `new Promise((yes, no) => { const x = new XMLHttpRequest(); x.open('GET', URL); x.onload = () => yes(x.status); x.onerror = () => no(new Error('error')); x.send() })`,
  WebSocket: `new Promise((yes, no) => { const w = new WebSocket(URL.replace('http', 'ws')); w.onopen = () => yes('open'); w.onerror = () => no(new Error('error')) })`,
  EventSource: `new Promise((yes, no) => { const w = new EventSource(URL); w.onopen = () => yes('open'); w.onerror = () => no(new Error('error')) })`,
  WebTransport: `(async () => { const w = new WebTransport('https://127.0.0.1:1/'); await w.ready; return 'ready' })()`,
  RTCPeerConnection: `new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:3478' }] })`,
  importScripts: `importScripts(URL)`,
  'importScripts of data': `importScripts('data:text/javascript,self.x=1')`,
  import: `import(URL)`,
  'import of data': `import('data:text/javascript,export default 1')`,
  eval: `(0, eval)('1 + 1')`,
  Function: `new Function('return 3')()`,
  'WebAssembly.compile': `WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))`,
  'fetch of a nested worker': `new Promise((yes, no) => { const w = new Worker(self.URL.createObjectURL(new Blob(['fetch("' + URL + '", { mode: "no-cors" }).then((r) => postMessage(r.type), (e) => postMessage(0))']))); w.onmessage = (m) => m.data ? yes(m.data) : no(new Error('no')); w.onerror = () => no(new Error('error')) })`,
  indexedDB: `new Promise((yes, no) => { const r = indexedDB.open('x'); r.onsuccess = () => yes('open'); r.onerror = () => no(r.error) })`,
  caches: `caches.open('x')`,
  'private file system': `navigator.storage.getDirectory()`,
  sendBeacon: `navigator.sendBeacon(URL)`,
  localStorage: `localStorage.length`,
  'the page': `parent.document.title`,
} as const

const runtime = (url: string): string => `onmessage = async ({ ports: [port] }) => {
  const URL = ${JSON.stringify(url)}
  const outcome = {}
  const attempt = async (name, reach) => {
    const late = new Promise((_, no) => setTimeout(no, 2000))
    try { await Promise.race([reach(), late]); outcome[name] = 'reached' } catch { outcome[name] = 'blocked' }
  }
  ${Object.entries(attempts)
    .map(([name, code]) => `await attempt(${JSON.stringify(name)}, async () => ${code})`)
    .join('\n')}
  port.postMessage({ outcome, origin: self.origin })
}`

interface Outcome {
  readonly origin: string
  readonly outcome: Readonly<Record<string, string>>
}

function firstMessage(port: MessagePort): Promise<unknown> {
  return new Promise((resolve) => {
    port.onmessage = ({ data }) => resolve(data)
  })
}

describe('the sandbox', () => {
  test('lets nothing out by any way the platform has, even without Epoch’s own precautions', async () => {
    const url = new URL('./sandbox.html', document.baseURI).href
    expect((await fetch(url)).status).toBe(200)
    const ended = new AbortController()
    const frame = await openSandboxFrame({
      signal: ended.signal,
      runtime: runtime(url),
      onPong: () => {},
      onWorkerError: (message) => expect.fail(message),
    })
    const { outcome, origin } = (await firstMessage(frame.port)) as Outcome
    frame.close()
    expect(origin).toBe('null')
    expect(outcome).toEqual(Object.fromEntries(Object.keys(attempts).map((name) => [name, 'blocked'])))
  })

  test('is what keeps them in: in a worker of the page the same attempts do reach', async () => {
    const url = new URL('./sandbox.html', document.baseURI).href
    const script = URL.createObjectURL(new Blob([runtime(url)], { type: 'text/javascript' }))
    const worker = new Worker(script)
    const { port1, port2 } = new MessageChannel()
    worker.postMessage(undefined, [port2])
    const { outcome } = (await firstMessage(port1)) as Outcome
    worker.terminate()
    URL.revokeObjectURL(script)
    const ways = [
      'fetch',
      'XMLHttpRequest',
      'fetch of a nested worker',
      'eval',
      'WebAssembly.compile',
      'indexedDB',
      'caches',
    ]
    expect(ways.map((way) => outcome[way])).toEqual(ways.map(() => 'reached'))
  })

  test('says that its frame lives, and that its worker ended by an error', async () => {
    const heard: string[] = []
    const ended = new AbortController()
    await new Promise<void>((resolve) => {
      openSandboxFrame({
        signal: ended.signal,
        runtime: 'onmessage = () => { throw new Error("no more") }',
        onPong: () => {
          heard.push('pong')
          resolve()
        },
        onWorkerError: (message) => heard.push(message),
      }).then((frame) => frame.ping(), expect.fail)
    })
    await expect.poll(() => heard).toContain('Uncaught Error: no more')
    ended.abort()
  })

  test('takes back a frame that is not wanted any more before it is up', async () => {
    const before = document.querySelectorAll('iframe').length
    const ended = new AbortController()
    const opening = openSandboxFrame({ signal: ended.signal, onPong: () => {}, onWorkerError: () => {} })
    ended.abort(new Error('enough'))
    await expect(opening).rejects.toThrow('enough')
    expect(document.querySelectorAll('iframe')).toHaveLength(before)
  })
})
