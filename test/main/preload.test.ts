import { EventEmitter } from 'node:events'
import { beforeAll, expect, test, vi } from 'vitest'

const { ipcRenderer, window } = vi.hoisted(() => ({
  ipcRenderer: { sent: [] as unknown[][], send: (...message: unknown[]) => void ipcRenderer.sent.push(message) },
  window: { posted: [] as unknown[][], postMessage: (...message: unknown[]) => void window.posted.push(message) },
}))
const fromMain = new EventEmitter()
const fromPage = new EventEmitter()
const pageWindow = { ...window, addEventListener: fromPage.on.bind(fromPage) }

vi.mock('electron', () => ({
  ipcRenderer: { ...ipcRenderer, on: fromMain.on.bind(fromMain) },
  webUtils: { getPathForFile: ({ path }: { readonly path: string }) => path },
}))

beforeAll(async () => {
  vi.stubGlobal('window', pageWindow)
  vi.stubGlobal('location', { origin: 'epoch://app' })
  // By a name that the compiler does not follow: a preload script belongs to no project that tests are part of.
  const preload = '../../src/preload/index.ts'
  await import(preload)
})

test('the page that asks for the host is passed on, and nobody else', () => {
  const ask = { source: pageWindow, origin: 'epoch://app', data: { kind: 'epoch-connect' } }
  const others = [
    { ...ask, source: {} },
    { ...ask, source: null },
    { ...ask, origin: 'null' },
    ...[undefined, null, 'epoch-connect', {}, { kind: 'epoch-port' }].map((data) => ({ ...ask, data })),
  ]
  for (const other of others) fromPage.emit('message', other)
  expect(ipcRenderer.sent).toEqual([])
  fromPage.emit('message', ask)
  expect(ipcRenderer.sent).toEqual([['epoch-connect']])
})

test('the path of a file that a person drops goes to the main process, and that of no other', () => {
  ipcRenderer.sent.length = 0
  const file = { path: '/home/ada/shop.db' }
  const dropped = { isTrusted: true, dataTransfer: { files: [file] } }
  const others = [
    { ...dropped, isTrusted: false },
    { ...dropped, dataTransfer: null },
    { ...dropped, dataTransfer: { files: [] } },
    { ...dropped, dataTransfer: { files: [{ path: '' }] } },
    { ...dropped, dataTransfer: { files: [{ path: '/home/ada/shop.epoch-workspace' }] } },
  ]
  for (const other of others) fromPage.emit('drop', other)
  expect(ipcRenderer.sent).toEqual([])
  fromPage.emit('drop', dropped)
  expect(ipcRenderer.sent).toEqual([['epoch-dropped', '/home/ada/shop.db']])
})

test('the port is handed to the page, and to no other origin', () => {
  fromMain.emit('epoch-port', { ports: ['the port'] })
  expect(window.posted).toEqual([[{ kind: 'epoch-port' }, 'epoch://app', ['the port']]])
})

test('the page gets nothing else: no function, no object', () => {
  expect(Object.keys(globalThis).filter((name) => /epoch|electron/i.test(name))).toEqual([])
  expect([fromMain.eventNames(), fromPage.eventNames()]).toEqual([['epoch-port'], ['message', 'drop']])
})
