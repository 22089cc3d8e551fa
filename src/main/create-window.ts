import { BrowserWindow } from 'electron'
import { PAGE_ADDRESS } from './app-scheme.ts'
import type { WindowState } from './window-state.ts'

const LEAST = { minWidth: 720, minHeight: 480 } as const

/** The one way to make a window: it shows the page, and the page has no more rights than a page of the web. */
export function createWindow(preload: string, { maximized, ...bounds }: WindowState): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    ...LEAST,
    title: 'Epoch',
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      disableBlinkFeatures: 'Auxclick',
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  window.loadURL(PAGE_ADDRESS).catch((error: unknown) => console.error(error))
  return window
}
