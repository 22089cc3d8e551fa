import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'
import { startChildProcess } from '../../../src/backends/foreign/killable-process.ts'
import { createHost } from '../../../src/host/host.ts'
import { PageFiles } from '../../../src/host/page-files.ts'
import { startServer } from '../../../src/server/start-server.ts'
import { madeUpHistory } from './made-up-history.ts'

// node window-host.ts PAGE STORE HOME EVENTS: the browser host of a store with a page, and beside it the same page with a bare pipe, as a
// process of its own. Prints the addresses of both as JSON.

/** Events in one message of the bare pipe: as many as a page of a subscription has. */
const BATCH_EVENTS = 1000

/** How many batches are ready, to be sent over and over. */
const POOL_BATCHES = 20

const [page = '', store = '', home = '', events = '0'] = process.argv.slice(2)
const host = createHost({ kind: 'browser', home, startProcess: startChildProcess, startedWith: store })
await host.openStarted({ signal: new AbortController().signal, onProgress: () => {} })
const server = await startServer({ host, page })

const history = madeUpHistory({ events: Number(events), streams: 20_000 })
const pool = Array.from({ length: POOL_BATCHES }, (_, at) =>
  JSON.stringify(history.between(at * BATCH_EVENTS, (at + 1) * BATCH_EVENTS)),
)
const files = new PageFiles(page)
const http = createServer(({ url = '/' }, response) => {
  const { status, headers, body } = files.respond(url)
  response.writeHead(status, headers).end(body)
})
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  let sent = 0
  socket.on('message', (wanted) => {
    for (let left = Number(wanted); left > 0; left--) socket.send(pool[sent++ % POOL_BATCHES] ?? '')
  })
})
http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  const port = typeof address === 'object' ? address?.port : undefined
  console.log(JSON.stringify({ host: server.url, pipe: `http://127.0.0.1:${port}/`, batchEvents: BATCH_EVENTS }))
})
