import type { BrowserWindow, WebContents } from 'electron'
import type { HostConnection } from '../host/host.ts'

/** A window and its connection to the host; each time its page loads there is a new one. */
export class AppWindow {
  readonly #window: BrowserWindow
  #connection: HostConnection | undefined
  /** Chosen before there was a page to open them. */
  #waiting: { readonly path: string; readonly place: string | undefined }[] = []

  constructor(window: BrowserWindow) {
    this.#window = window
    const tell = (): void => this.#tellAttention()
    window.on('minimize', tell).on('hide', tell).on('restore', tell).on('show', tell)
  }

  holds(contents: WebContents): boolean {
    return !this.#window.isDestroyed() && this.#window.webContents === contents
  }

  connectedBy(connection: HostConnection): void {
    this.#connection = connection
    this.#tellAttention()
    for (const { path, place } of this.#waiting) connection.offer(path, place)
    this.#waiting = []
  }

  /** Comes to the front. */
  show(): void {
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }

  /** Has the page open a file or folder, at a place where a link names one. */
  open(path: string, place?: string): void {
    if (this.#connection) this.#connection.offer(path, place)
    else this.#waiting.push({ path, place })
  }

  /** A window beside another one is looked at as well, so focus does not matter. */
  #tellAttention(): void {
    const isHidden = this.#window.isMinimized() || !this.#window.isVisible()
    this.#connection?.attention(isHidden ? 'behind' : 'front')
  }
}
