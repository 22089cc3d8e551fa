import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Ears on loopback that nothing in a sandbox may ever reach. */
export interface Listeners extends AsyncDisposable {
  readonly tcpPort: number
  readonly udpPort: number
  /** What arrived, in words: the beginning of each connection's first bytes, and each datagram's length. */
  readonly heard: readonly string[]
  forget(): void
}

/** A connection on which no byte came. */
export const SILENT_CONNECTION = 'a TCP connection'

const ANSWER = 'HTTP/1.1 204 No Content\r\naccess-control-allow-origin: *\r\ncontent-length: 0\r\n\r\n'

export async function listenOnLoopback(): Promise<Listeners> {
  const heard: string[] = []
  const tcp = createServer((socket) => {
    const at = heard.push(SILENT_CONNECTION) - 1
    socket.on('error', () => socket.destroy())
    socket.on('data', (bytes) => {
      heard[at] = `TCP: ${bytes.toString('latin1').split('\r\n', 1)[0]}`
      socket.end(ANSWER)
    })
  })
  const udp = createSocket('udp4')
  udp.on('message', (bytes) => heard.push(`UDP: ${bytes.length} bytes`))
  tcp.listen(0, '127.0.0.1')
  udp.bind(0, '127.0.0.1')
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')])
  const address = tcp.address()
  if (address === null || typeof address === 'string') throw new Error('the TCP listener has no port')
  return {
    tcpPort: address.port,
    udpPort: udp.address().port,
    heard,
    forget: () => heard.splice(0),
    [Symbol.asyncDispose]: async () => {
      tcp.close()
      udp.close()
      await once(udp, 'close')
    },
  }
}
