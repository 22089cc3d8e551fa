import { once } from 'node:events'
import { createServer } from 'node:http'
import { MessageChannel } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { connectHost } from '../../src/contract/host-client.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import { messagePortTransport } from '../../src/contract/message-port-transport.ts'
import { RemoteEventBus } from '../../src/contract/remote-event-bus.ts'
import type { Transport } from '../../src/contract/transport.ts'
import { LocalEventBus } from '../../src/core/local-event-bus.ts'
import { websocketTransport } from '../../src/server/websocket-transport.ts'
import { serveMemoryStore } from '../host/served-memory-store.ts'
import { describeEventBus, type OpenBus } from './describe-event-bus.ts'

describeEventBus('local, beside its store', async () => {
  const store = new MemoryStore()
  const bus = new LocalEventBus(store)
  const commits = new AbortController()
  const publishing = publishCommits(store, bus, commits.signal)
  return {
    store,
    bus,
    close: async () => {
      commits.abort()
      await publishing
    },
  }
})

describeEventBus('over a loopback pair', async () => {
  const [near, far] = loopbackPair()
  return openRemote(near, far)
})

describeEventBus('over a message channel', async () => {
  const { port1, port2 } = new MessageChannel()
  return openRemote(messagePortTransport(port1), messagePortTransport(port2))
})

describeEventBus('over a WebSocket', async () => {
  const http = createServer()
  const server = new WebSocketServer({ server: http })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  const near = new WebSocket(`ws://127.0.0.1:${address.port}`)
  const [[far]] = await Promise.all([once(server, 'connection'), once(near, 'open')])
  const opened = await openRemote(websocketTransport(near), websocketTransport(far))
  return {
    ...opened,
    close: async () => {
      await opened.close()
      server.close()
      http.close()
    },
  }
})

async function openRemote(near: Transport, far: Transport): Promise<OpenBus> {
  const served = await serveMemoryStore()
  const serving = served.serve(far)
  const client = connectHost(near)
  return {
    store: served.store,
    bus: new RemoteEventBus(client, served.id),
    close: async () => {
      client.close()
      await serving
      await served.dispose()
    },
  }
}

/** The store's own bus is inside it: what it says is passed on to the one under test. */
async function publishCommits(store: MemoryStore, bus: LocalEventBus, signal: AbortSignal): Promise<void> {
  try {
    for await (const message of store.subscribe({ signal }))
      if (message.kind === 'caught-up') bus.publish(message.position)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
