import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { MessagePort } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { connectHost, type HostClient } from '../../src/contract/host-client.ts'
import { messagePortTransport } from '../../src/contract/message-port-transport.ts'
import { PAGE_ADDRESS } from '../../src/main/app-scheme.ts'
import { runApp } from '../../src/main/run-app.ts'
import { smallPage } from '../server/running-page.ts'
import { app, dialog, FakeContents, BrowserWindow as FakeWindow, ipcMain, Menu, told } from './fake-electron.ts'

vi.mock('electron', () => import('./fake-electron.ts'))

const page = smallPage()
const parts = { page: page.folder, preload: '/built/preload/index.cjs' }
let home = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'epoch-electron-'))
  vi.stubEnv('EPOCH_HOME', home)
  await runApp(parts)
})

afterAll(async () => {
  page.remove()
  vi.unstubAllEnvs()
  await rm(home, { recursive: true, force: true })
})

function theWindow(): FakeWindow {
  const [window] = FakeWindow.made
  if (window === undefined) throw new Error('there is no window')
  return window
}

interface Sender {
  readonly contents?: FakeContents
  readonly url?: string
  readonly parent?: object | null
}

/** Has a page ask for the host. @returns the port it got, if it got one */
function askForHost({ contents = theWindow().webContents, url = PAGE_ADDRESS, parent = null }: Sender = {}): unknown {
  let given: unknown
  const postMessage = (channel: string, _message: unknown, ports: readonly unknown[]): void => {
    if (channel === 'epoch-port') given = ports[0]
  }
  ipcMain.emit('epoch-connect', { sender: contents, senderFrame: { url, parent, postMessage } })
  return given
}

function pageSays() {
  return { sender: theWindow().webContents, senderFrame: { url: PAGE_ADDRESS, parent: null } }
}

function connect(): HostClient {
  const port = askForHost()
  if (!(port instanceof MessagePort)) throw new Error('no port was given')
  return connectHost(messagePortTransport(port))
}

test('the sandbox and the scheme are there before the application is ready', () => {
  expect(told.slice(0, 3)).toEqual(['sandbox enabled', 'scheme registered', 'ready'])
  expect(app.paths.get('userData')).toBe(join(home, 'electron'))
})

describe('the window', () => {
  test('shows the page, with no more rights than a page of the web', () => {
    expect(FakeWindow.made).toHaveLength(1)
    expect(theWindow().url).toBe('epoch://app/')
    expect(theWindow().options.webPreferences).toEqual({
      preload: parts.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
    })
    expect(theWindow().webContents.openWindow).toBeDefined()
  })

  test('is shown when there is something to see', () => {
    expect(theWindow().did).not.toContain('show')
    theWindow().emit('ready-to-show')
    expect(theWindow().did).toContain('show')
  })
})

test('the window is found where it was left', async () => {
  theWindow().bounds = { x: 50, y: 60, width: 1100, height: 800 }
  theWindow().emit('close')
  const kept = JSON.parse(await readFile(join(home, 'window.json'), 'utf8'))
  expect(kept).toEqual({ x: 50, y: 60, width: 1100, height: 800, maximized: false })
})

describe('the page', () => {
  test('gets a port of its own each time it asks, and the host answers on it', async () => {
    const [first, second] = [connect(), connect()]
    expect(await first.request('host.info', {})).toMatchObject({ host: 'electron', dialogs: true })
    first.close()
    expect(await second.request('files.list', {})).toEqual({ files: [] })
    second.close()
  })

  test.each([
    { who: 'a frame inside the page', sender: { parent: {} } },
    { who: 'a page of the web', sender: { url: 'https://app/' } },
    { who: 'a page without an address', sender: { url: '' } },
    { who: 'about:blank', sender: { url: 'about:blank' } },
    { who: 'another application', sender: { url: 'epoch://evil/' } },
    { who: 'a page in no window of ours', sender: { contents: new FakeContents() } },
  ])('that is $who gets nothing', ({ sender }) => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
    expect(askForHost(sender)).toBeUndefined()
    expect(complaint).toHaveBeenCalledOnce()
    complaint.mockRestore()
  })

  test('whose frame is gone gets nothing', () => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
    ipcMain.emit('epoch-connect', { sender: theWindow().webContents, senderFrame: null })
    expect(complaint).toHaveBeenCalledOnce()
    complaint.mockRestore()
  })

  test('has but these two channels to the main process', () => {
    expect(ipcMain.eventNames()).toEqual(['epoch-connect', 'epoch-dropped'])
  })
})

describe('a path', () => {
  test('that was dropped on the page is offered to it, without the page naming one', async () => {
    const client = connect()
    const next = client.subscribe('files.offered', {})[Symbol.asyncIterator]().next()
    ipcMain.emit('epoch-dropped', pageSays(), join(home, 'orders.db'))
    expect((await next).value).toEqual({ ticket: expect.any(String) })
  })

  test.each([
    {
      what: 'from a frame inside the page',
      event: () => ({ ...pageSays(), senderFrame: { url: PAGE_ADDRESS, parent: {} } }),
    },
    { what: 'from a page in no window of ours', event: () => ({ ...pageSays(), sender: new FakeContents() }) },
    { what: 'that is no text', event: pageSays, path: 7 },
    { what: 'that is empty', event: pageSays, path: '' },
  ])('dropped $what is refused', ({ event, path = '/etc/passwd' }) => {
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
    ipcMain.emit('epoch-dropped', event(), path)
    expect(complaint).toHaveBeenCalledOnce()
    complaint.mockRestore()
  })

  test('that a second start names is offered to the page, and the window comes to the front', async () => {
    const client = connect()
    const offered = client.subscribe('files.offered', {})[Symbol.asyncIterator]()
    const next = offered.next()
    theWindow().minimized = true
    app.emit('second-instance', {}, ['electron', '.', '--flag', 'orders.db'], home)
    expect((await next).value).toEqual({ ticket: expect.any(String) })
    expect(theWindow().minimized).toBe(false)
    expect(theWindow().did).toContain('focus')
    await offered.return?.()
    client.close()
  })

  test('that is chosen in the menu is offered as well, and none when nothing was chosen', async () => {
    const client = connect()
    const offered = client.subscribe('files.offered', {})[Symbol.asyncIterator]()
    const next = offered.next()
    dialog.answer = { canceled: true, filePaths: [] }
    chooseInMenu('Open Git Repository…')
    dialog.answer = { canceled: false, filePaths: [resolve(home, 'orders.db')] }
    chooseInMenu('Open…')
    expect((await next).value).toEqual({ ticket: expect.any(String) })
    expect(dialog.asked.map(({ properties }) => properties?.includes('openFile'))).toContain(true)
    await offered.return?.()
    client.close()
  })

  function chooseInMenu(label: string): void {
    const file = Menu.template.find((item) => item.label === '&File')
    const items = Array.isArray(file?.submenu) ? file.submenu : []
    const click = items.find((item) => item.label === label)?.click
    Reflect.apply(click ?? expect.unreachable, undefined, [])
  }
})

describe('a link', () => {
  function follow(link: string): void {
    app.emit('second-instance', {}, ['electron', '.', '--', link], home)
  }

  async function offeredBy(begin: () => void): Promise<unknown> {
    const client = connect()
    const offered = client.subscribe('files.offered', {})[Symbol.asyncIterator]()
    const next = offered.next()
    begin()
    const { value } = await next
    await offered.return?.()
    client.close()
    return value
  }

  test('is what the system starts Epoch for, and nothing in it is an option', () => {
    expect(app.links).toEqual([['epoch', process.execPath, expect.any(String), '--']])
  })

  test('to what was opened before is followed to its place, without a question', async () => {
    await writeFile(join(home, 'recents.json'), JSON.stringify([join(home, 'known.db')]))
    const before = dialog.said.length
    const offered = await offeredBy(() =>
      follow(`epoch://open?store=${encodeURIComponent(join(home, 'known.db'))}&position=12&selected=9`),
    )
    expect(offered).toEqual({ ticket: expect.any(String), place: 'position=12&selected=9' })
    expect(dialog.said).toHaveLength(before)
  })

  test('to anything else opens it only when the person says so of that file', async () => {
    const path = join(home, 'stranger.db')
    dialog.pressed = 1
    const offered = await offeredBy(() =>
      app.emit('open-url', { preventDefault: () => {} }, `epoch://open?store=${path}`),
    )
    expect(offered).toMatchObject({ ticket: expect.any(String) })
    expect(dialog.said.at(-1)).toMatchObject({ detail: path, buttons: ['Cancel', 'Open'], defaultId: 0 })
  })

  test('that the person does not want, or that is none, opens nothing', async () => {
    dialog.pressed = 0
    const offered = await offeredBy(() => {
      follow(`epoch://open?store=${join(home, 'unwanted.db')}`)
      follow('epoch://open?store=../../etc/passwd')
      app.emit('second-instance', {}, ['electron', '.', 'wanted.db'], home)
    })
    expect(offered).toEqual({ ticket: expect.any(String) })
    await expect
      .poll(() => dialog.said.map(({ detail }) => detail))
      .toEqual(
        expect.arrayContaining([
          join(home, 'unwanted.db'),
          'this link is not one that Epoch made: its path is not a full one (link-refused)',
        ]),
      )
  })
})

test('many links ask one question at a time, and those past the first few are not followed', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const before = dialog.said.length
  dialog.pressing = promise
  dialog.mostOpen = 0
  for (let number = 0; number < 30; number++)
    app.emit('open-url', { preventDefault: () => {} }, `epoch://open?store=/no-store-${number}`)
  resolve()
  await expect.poll(() => dialog.said.length - before).toBe(8)
  expect(dialog.mostOpen).toBe(1)
  await expect.poll(() => dialog.open).toBe(0)
  expect(dialog.said).toHaveLength(before + 8)
})

test('the menu has the roles that a text field needs', () => {
  expect(Menu.template.map(({ role, label }) => role ?? label)).toEqual(
    expect.arrayContaining(['&File', 'editMenu', '&View', 'windowMenu']),
  )
})

test('quitting waits until the stores are closed, and then quits', async () => {
  let held = 0
  const quitting = { preventDefault: () => held++ }
  const before = told.length
  app.emit('will-quit', quitting)
  expect(held).toBe(1)
  await expect.poll(() => told.slice(before)).toEqual(['quit'])
  app.emit('will-quit', quitting)
  expect(held).toBe(1)
})

test('a second start ends at once, and makes no window', async () => {
  app.isFirst = false
  const before = told.length
  await runApp(parts)
  expect(told.slice(before)).toEqual(['quit'])
  expect(FakeWindow.made).toHaveLength(1)
})
