import { connectHost, type HostClient } from '../../contract/host-client.ts'
import { messagePortTransport } from '../../contract/message-port-transport.ts'
import { openWebSocketTransport } from './browser-socket-transport.ts'
import { portFromPreload } from './port-from-preload.ts'

/** Connects to the host of this page: through the port that the shell hands in, or over a WebSocket to where it came from. */
export async function connect(): Promise<HostClient> {
  if (location.protocol === 'http:' || location.protocol === 'https:')
    return connectHost(await openWebSocketTransport(new URL('socket', location.href)))
  return connectHost(messagePortTransport(await portFromPreload()))
}
