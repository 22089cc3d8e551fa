import type { Transport } from '../../contract/transport.ts'
import { EpochError } from '../../core/errors.ts'

/** @throws EpochError `host-unreachable` */
export async function openWebSocketTransport(address: URL): Promise<Transport> {
  const url = new URL(address)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  const socket = new WebSocket(url)
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true })
    socket.addEventListener('close', () => reject(unreachable()), { once: true })
  })
  return {
    send: (text) => socket.send(text),
    listen(onText, onClose) {
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') onText(data)
        else socket.close()
      })
      socket.addEventListener('close', onClose, { once: true })
    },
    close: () => socket.close(),
  }
}

function unreachable(): EpochError {
  return new EpochError(
    'host-unreachable',
    'the host does not answer: it has ended, or this address was opened in another browser before; start it again and open the address that it prints',
  )
}
