import { WebSocket } from 'ws'
import type { Transport } from '../contract/transport.ts'

/** RFC 6455's code for what is not understood: here, anything but text. */
const UNSUPPORTED = 1003

/** Takes over an open socket, of either side. What is not text does not come from Epoch and closes it. */
export function websocketTransport(socket: WebSocket): Transport {
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text)
    },
    listen: (onText, onClose) => {
      socket.on('message', (data, isBinary) => {
        if (isBinary || !Buffer.isBuffer(data)) socket.close(UNSUPPORTED)
        else onText(data.toString('utf8'))
      })
      // An error is followed by the end, which is all that can be acted on.
      socket.on('error', () => {})
      socket.on('close', () => onClose())
    },
    close: () => socket.close(),
  }
}
