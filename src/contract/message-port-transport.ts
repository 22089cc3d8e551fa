import type { Transport } from './transport.ts'

/** What a transport needs of a message port: the DOM's and Node's MessagePort are one as they are, Electron's can be made one. */
export interface MessagePortLike {
  postMessage(text: string): void
  start(): void
  close(): void
  /** A message's event has the message as `data`. */
  addEventListener(type: 'message' | 'close', listener: (event: object) => void): void
}

/** Takes over the port. A message that is not text does not come from Epoch and closes it. */
export function messagePortTransport(port: MessagePortLike): Transport {
  let closed = false
  let onClose = (): void => {}
  const close = (): void => {
    if (closed) return
    closed = true
    port.close()
    onClose()
  }
  return {
    close,
    send: (text) => {
      if (!closed) port.postMessage(text)
    },
    listen: (onText, onEnd) => {
      onClose = onEnd
      port.addEventListener('message', (event) => {
        if (closed) return
        if ('data' in event && typeof event.data === 'string') onText(event.data)
        else close()
      })
      // Only the end of the far side is an event everywhere; our own is not.
      port.addEventListener('close', close)
      port.start()
    },
  }
}
