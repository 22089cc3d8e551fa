import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type * as Real from 'electron'

/** What Epoch told the application, in order. */
export const told: string[] = []

class FakeApp
  extends EventEmitter
  implements Pick<Real.App, 'enableSandbox' | 'exit' | 'isPackaged' | 'name' | 'quit' | 'setAsDefaultProtocolClient'>
{
  readonly name = 'Epoch'
  readonly isPackaged = false
  isFirst = true
  readonly paths = new Map<string, string>()

  setPath(name: string, path: string): void {
    this.paths.set(name, path)
  }

  requestSingleInstanceLock(): boolean {
    return this.isFirst
  }

  /** What the system was told to start with a link of Epoch's. */
  readonly links: string[][] = []

  setAsDefaultProtocolClient(protocol: string, path: string, args: string[]): boolean {
    this.links.push([protocol, path, ...args])
    return true
  }

  enableSandbox(): void {
    told.push('sandbox enabled')
  }

  async whenReady(): Promise<void> {
    told.push('ready')
  }

  quit(): void {
    told.push('quit')
  }

  exit(code?: number): void {
    told.push(`exit ${code}`)
  }
}

export class FakeContents
  extends EventEmitter
  implements Pick<Real.WebContents, 'setWebRTCIPHandlingPolicy' | 'setWindowOpenHandler'>
{
  webRtc = ''
  openWindow: Parameters<Real.WebContents['setWindowOpenHandler']>[0] | undefined

  setWindowOpenHandler(handler: Parameters<Real.WebContents['setWindowOpenHandler']>[0]): void {
    this.openWindow = handler
  }

  setWebRTCIPHandlingPolicy(policy: Parameters<Real.WebContents['setWebRTCIPHandlingPolicy']>[0]): void {
    this.webRtc = policy
  }
}

type WindowCalls =
  | 'focus'
  | 'getNormalBounds'
  | 'isDestroyed'
  | 'isMaximized'
  | 'isMinimized'
  | 'isVisible'
  | 'loadURL'
  | 'maximize'
  | 'restore'
  | 'show'

export class BrowserWindow extends EventEmitter implements Pick<Real.BrowserWindow, WindowCalls> {
  static readonly made: BrowserWindow[] = []
  readonly options: Real.BrowserWindowConstructorOptions
  readonly webContents = new FakeContents()
  readonly did: string[] = []
  url = ''
  bounds = { x: 10, y: 20, width: 1000, height: 700 }
  minimized = false

  static getFocusedWindow(): null {
    return null
  }

  constructor(options: Real.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    BrowserWindow.made.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    this.url = url
  }
  maximize(): void {
    this.did.push('maximize')
  }
  show(): void {
    this.did.push('show')
  }
  focus(): void {
    this.did.push('focus')
  }
  restore(): void {
    this.minimized = false
  }
  isMaximized(): boolean {
    return this.did.includes('maximize')
  }
  isMinimized(): boolean {
    return this.minimized
  }
  isVisible(): boolean {
    return this.did.includes('show')
  }
  isDestroyed(): boolean {
    return false
  }
  getNormalBounds(): Real.Rectangle {
    return this.bounds
  }
}

/** Electron's port, over one of Node's. */
export class FakePort extends EventEmitter implements Pick<Real.MessagePortMain, 'close' | 'postMessage' | 'start'> {
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('close', () => this.emit('close'))
  }

  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message)
  }

  close(): void {
    this.#port.close()
  }
}

class FakeChannel {
  readonly port1: FakePort
  /** The one that goes to the page, where it is a port like any other. */
  readonly port2: MessagePort

  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new FakePort(port1)
    this.port2 = port2
  }
}

export const app = new FakeApp()
export const MessageChannelMain = FakeChannel
export const ipcMain = new EventEmitter()

export const protocol = {
  privileged: [] as Real.CustomScheme[],
  handlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: Real.CustomScheme[]): void {
    told.push('scheme registered')
    protocol.privileged.push(...schemes)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    protocol.handlers.set(scheme, handler)
  },
} satisfies Pick<Real.Protocol, 'handle' | 'registerSchemesAsPrivileged'> & Record<string, unknown>

type SessionCalls =
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'

/** The handlers that a session was given. */
export class FakeSession implements Pick<Real.Session, SessionCalls> {
  request: Parameters<Real.Session['setPermissionRequestHandler']>[0] = null
  check: Parameters<Real.Session['setPermissionCheckHandler']>[0] = null
  device: Parameters<Real.Session['setDevicePermissionHandler']>[0] = null
  capture: Parameters<Real.Session['setDisplayMediaRequestHandler']>[0] = null
  beforeRequest: ((details: { url: string }, decide: (answer: Real.CallbackResponse) => void) => void) | undefined

  readonly webRequest = {
    onBeforeRequest: (listener: FakeSession['beforeRequest']): void => {
      this.beforeRequest = listener
    },
  }

  setPermissionRequestHandler(handler: FakeSession['request']): void {
    this.request = handler
  }
  setPermissionCheckHandler(handler: FakeSession['check']): void {
    this.check = handler
  }
  setDevicePermissionHandler(handler: FakeSession['device']): void {
    this.device = handler
  }
  setDisplayMediaRequestHandler(handler: FakeSession['capture']): void {
    this.capture = handler
  }
}

export const session = { defaultSession: new FakeSession() }

export const Menu = {
  template: [] as Real.MenuItemConstructorOptions[],
  buildFromTemplate(template: Real.MenuItemConstructorOptions[]): Real.MenuItemConstructorOptions[] {
    return template
  },
  setApplicationMenu(template: Real.MenuItemConstructorOptions[]): void {
    Menu.template = template
  },
}

export const dialog = {
  asked: [] as Real.OpenDialogOptions[],
  answer: { canceled: true, filePaths: [] } as Real.OpenDialogReturnValue,
  async showOpenDialog(options: Real.OpenDialogOptions): Promise<Real.OpenDialogReturnValue> {
    dialog.asked.push(options)
    return dialog.answer
  },
  said: [] as Real.MessageBoxOptions[],
  /** Place of the button that a person presses. */
  pressed: 0,
  /** A person presses it once this resolves. */
  pressing: Promise.resolve(),
  /** How many message boxes are open, and the most that were at once. */
  open: 0,
  mostOpen: 0,
  async showMessageBox(options: Real.MessageBoxOptions): Promise<Real.MessageBoxReturnValue> {
    dialog.said.push(options)
    dialog.mostOpen = Math.max(dialog.mostOpen, ++dialog.open)
    await dialog.pressing
    dialog.open--
    return { response: dialog.pressed, checkboxChecked: false }
  },
}

export const screen = {
  getAllDisplays: (): readonly Pick<Real.Display, 'workArea'>[] => [
    { workArea: { x: 0, y: 0, width: 1920, height: 1080 } },
  ],
}

export class FakeUtilityProcess extends EventEmitter implements Pick<Real.UtilityProcess, 'kill' | 'postMessage'> {
  readonly modulePath: string
  readonly options: Real.ForkOptions | undefined
  readonly received: unknown[] = []
  pid: number | undefined
  killed = 0

  constructor(modulePath: string, options: Real.ForkOptions | undefined) {
    super()
    this.modulePath = modulePath
    this.options = options
  }
  postMessage(message: unknown): void {
    this.received.push(message)
  }
  kill(): boolean {
    this.killed++
    return true
  }
}

export const utilityProcess = {
  forked: [] as FakeUtilityProcess[],
  fork(modulePath: string, _args?: string[], options?: Real.ForkOptions): FakeUtilityProcess {
    const child = new FakeUtilityProcess(modulePath, options)
    utilityProcess.forked.push(child)
    return child
  },
}
