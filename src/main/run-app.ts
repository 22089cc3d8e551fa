import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { app, screen } from 'electron'
import { epochHome } from '../host/epoch-home.ts'
import { createHost, type Host } from '../host/host.ts'
import { PageFiles } from '../host/page-files.ts'
import { registerAppScheme, serveAppScheme } from './app-scheme.ts'
import { AppWindow } from './app-window.ts'
import { createWindow } from './create-window.ts'
import { fileDialogs } from './file-dialogs.ts'
import { answerPages } from './ipc-transport.ts'
import { lockDownPages, lockDownSession } from './lock-down.ts'
import { setMenu } from './menu.ts'
import { openLink } from './open-link.ts'
import { startLink, startPath } from './start-path.ts'
import { startUtilityProcess } from './utility-process.ts'
import { keepWindowState, readWindowState } from './window-state.ts'

/** The system hands links of this scheme to Epoch. */
const LINK_SCHEME = 'epoch'

/** Most links that wait while a question about one of them is open. */
const MAX_WAITING_LINKS = 8

/** How long quitting waits for stores to close. */
const CLOSING_MS = 3000

/** Where the built page and preload script lie, seen from the built main process. */
export interface BuiltParts {
  readonly page: string
  readonly preload: string
}

const builtParts: BuiltParts = {
  page: fileURLToPath(new URL('../renderer/', import.meta.url)),
  preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
}

/**
 * Runs Epoch in Electron; resolves when its window is made. A second start hands its path to the first and ends. Everything that
 * must come before the application is ready is done before this returns.
 */
export async function runApp(parts: BuiltParts = builtParts): Promise<void> {
  const home = epochHome()
  const data = join(home, 'electron')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  app.setPath('userData', data)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  app.enableSandbox()
  registerAppScheme()
  lockDownPages()
  app.on('window-all-closed', () => app.quit())
  app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, linkArguments())
  const links = collectLinks()
  await app.whenReady()

  lockDownSession()
  serveAppScheme(new PageFiles(parts.page))
  const dialogs = fileDialogs()
  const path = startPath(process.argv, { cwd: process.cwd(), isPackaged: app.isPackaged })
  const host = createHost({
    kind: 'electron',
    home,
    startProcess: startUtilityProcess,
    dialogs,
    ...(path !== undefined && { startedWith: path }),
  })
  disposeAtQuit(host)
  const window = openWindow(host, parts, join(home, 'window.json'))
  openFromSecondStarts(window)
  links.follow(linkFollower(host, window))
  const choose = async (purpose: 'open' | 'repository'): Promise<void> => {
    const chosen = await dialogs.choose(purpose)
    if (chosen !== undefined) window.open(chosen)
  }
  setMenu(process.platform, { open: () => choose('open'), openRepository: () => choose('repository') })
}

function openWindow(host: Host, { preload }: BuiltParts, stateFile: string): AppWindow {
  const screens = screen.getAllDisplays().map(({ workArea }) => workArea)
  const browserWindow = createWindow(preload, readWindowState(stateFile, screens))
  keepWindowState(browserWindow, stateFile)
  const window = new AppWindow(browserWindow)
  answerPages({
    isOurs: (contents) => window.holds(contents),
    connect: (transport) => window.connectedBy(host.connect(transport)),
    dropped: (path) => window.open(path),
    refused: (why) => console.error(`A page asked for the host and was refused: ${why}.`),
  })
  return window
}

/** Follows links one after the other: whoever sends many has one question asked at a time, and those past the first few ignored. */
function linkFollower(host: Host, window: AppWindow): (link: string) => void {
  const stores = {
    isKnown: (path: string) => host.isKnown(path),
    open: (path: string, place: string) => window.open(path, place),
  }
  let last: Promise<void> = Promise.resolve()
  let waiting = 0
  return (link) => {
    window.show()
    if (waiting === MAX_WAITING_LINKS) return
    waiting++
    last = last
      .then(() => openLink(link, stores))
      .catch((error: unknown) => console.error(error))
      .finally(() => waiting--)
  }
}

/** What the system starts Epoch with before a link. After `--` nothing is taken for an option. */
function linkArguments(): string[] {
  const [, application] = process.argv
  return app.isPackaged || application === undefined ? ['--'] : [resolve(application), '--']
}

/** Links may come before there is a window to show what they lead to: those wait. */
function collectLinks(): { follow(open: (link: string) => void): void } {
  const waiting: string[] = []
  let take = (link: string): void => void waiting.push(link)
  const begun = startLink(process.argv)
  if (begun !== undefined) take(begun)
  app.on('open-url', (event, link) => {
    event.preventDefault()
    take(link)
  })
  app.on('second-instance', (_event, argv) => {
    const link = startLink(argv)
    if (link !== undefined) take(link)
  })
  return {
    follow(open) {
      take = open
      for (const link of waiting.splice(0)) open(link)
    },
  }
}

function openFromSecondStarts(window: AppWindow): void {
  app.on('second-instance', (_event, argv, cwd) => {
    const path = startPath(argv, { cwd, isPackaged: app.isPackaged })
    if (path !== undefined) window.open(path)
    window.show()
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    window.open(path)
  })
}

/** Puts quitting off until the stores are closed, though not for ever. */
function disposeAtQuit(host: Host): void {
  let closed = false
  const close = async (): Promise<void> => {
    const closing = host.dispose().catch((error: unknown) => console.error(error))
    await Promise.race([closing, sleep(CLOSING_MS)])
    closed = true
    app.quit()
  }
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    void close()
  })
}
