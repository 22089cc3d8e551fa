import { type IpcMainEvent, ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron'
import { type MessagePortLike, messagePortTransport } from '../contract/message-port-transport.ts'
import type { Transport } from '../contract/transport.ts'
import { isAppAddress } from './app-scheme.ts'

export interface PageMessages {
  /** Whether a page is one of our windows'. */
  readonly isOurs: (contents: WebContents) => boolean
  /** Serves the page over a new transport. */
  readonly connect: (transport: Transport, contents: WebContents) => void
  /** Told of the path of a file that a person dropped on the page. */
  readonly dropped: (path: string) => void
  /** Told of each request that did not come from our page. */
  readonly refused: (why: string) => void
}

/**
 * Answers each page that asks for the host with one end of a new message port, and hears which file was dropped on it; see src/preload/index.ts. The only place that
 * listens to what renderers send, so the only one that has to ask who sent it.
 */
export function answerPages({ isOurs, connect, dropped, refused }: PageMessages): void {
  ipcMain.on('epoch-connect', (event: IpcMainEvent) => {
    const why = whyRefused(event, isOurs)
    if (why !== '') {
      refused(why)
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    connect(messagePortTransport(portOfMain(port1)), event.sender)
    event.senderFrame?.postMessage('epoch-port', null, [port2])
  })
  ipcMain.on('epoch-dropped', (event: IpcMainEvent, path: unknown) => {
    const why = typeof path === 'string' && path !== '' ? whyRefused(event, isOurs) : 'it named no path'
    if (why === '') dropped(String(path))
    else refused(why)
  })
}

function whyRefused({ sender, senderFrame }: IpcMainEvent, isOurs: PageMessages['isOurs']): string {
  if (senderFrame === null) return 'its frame is gone'
  if (senderFrame.parent !== null) return 'it is a frame inside the page'
  if (!isAppAddress(senderFrame.url)) return 'it is not the page of Epoch'
  return isOurs(sender) ? '' : 'it is in no window of Epoch'
}

/** Electron's port as the DOM has it. */
function portOfMain(port: MessagePortMain): MessagePortLike {
  return {
    postMessage: (text) => port.postMessage(text),
    start: () => port.start(),
    close: () => port.close(),
    addEventListener: (type, listener) => {
      if (type === 'message') port.on('message', ({ data }) => listener({ data }))
      else port.on('close', () => listener({}))
    },
  }
}
