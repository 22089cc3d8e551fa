import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { EpochError } from '../core/errors.ts'
import type { Host } from '../host/host.ts'
import { PageFiles } from '../host/page-files.ts'
import { Admission } from './admission.ts'
import { refuse, tokenRequired } from './refuse.ts'
import { checkRequest, checkUpgrade, type Refusal } from './request-guard.ts'
import { UPLOAD_PATH, Uploads } from './uploads.ts'
import { websocketTransport } from './websocket-transport.ts'

/** Where a page opens its WebSocket. */
export const SOCKET_PATH = '/socket'

export const MAX_SOCKETS = 64
export const MAX_MESSAGE_BYTES = 2 * 1024 * 1024
const MAX_CONNECTIONS = 512
const HEADERS_TIMEOUT_MS = 10_000

export interface ServerOptions {
  readonly host: Pick<Host, 'connect' | 'receive'>
  /** Default: one that is free. */
  readonly port?: number
  /** The folder of the built page; default: where the build puts it. */
  readonly page?: string
}

export interface RunningServer {
  /** The address with the token, which lets in the first to open it. */
  readonly url: string
  /** Ends every connection. */
  close(): Promise<void>
}

/** Serves the page and the contract to browsers on this machine. @throws EpochError `port-taken` */
export async function startServer({ host, port = 0, page = builtPage() }: ServerOptions): Promise<RunningServer> {
  const files = new PageFiles(page)
  const http = createServer({ headersTimeout: HEADERS_TIMEOUT_MS })
  http.maxConnections = MAX_CONNECTIONS
  const bound = await listen(http, port)
  const admission = new Admission(bound)
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES })
  const uploads = new Uploads({ host, port: bound, admission })
  const context = { host, port: bound, files, admission, sockets, uploads }
  http.on('request', (request, response) => void answerRequest(request, response, context))
  http.on('upgrade', (request, socket, head) => answerUpgrade(request, socket, head, context))
  return {
    url: `http://127.0.0.1:${bound}/?token=${admission.token}`,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate()
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }
}

interface ServerContext {
  readonly host: Pick<Host, 'connect' | 'receive'>
  readonly port: number
  readonly files: PageFiles
  readonly admission: Admission
  readonly sockets: WebSocketServer
  readonly uploads: Uploads
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  context: ServerContext,
): Promise<void> {
  const { admission, files, port } = context
  if (request.url?.split('?', 1)[0] === UPLOAD_PATH) return context.uploads.answer(request, response)
  const refusal = checkRequest({ method: request.method ?? '', headers: request.headers }, port)
  if (refusal) return refuse(response, refusal)
  const [path = '/', query] = (request.url ?? '/').split('?', 2)
  const token = path === '/' ? new URLSearchParams(query).get('token') : null
  if (token !== null) return enter(request, response, { token, admission })
  if (!admission.isAdmitted(request.headers.cookie)) return refuse(response, tokenRequired)
  const { status, headers, body } = files.respond(path)
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body)
}

/** The token leaves the address as soon as it was good for something, so that it stays in no history. */
async function enter(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { token, admission }: { readonly token: string; readonly admission: Admission },
): Promise<void> {
  const cookie = admission.exchange(token)
  if (cookie !== undefined || admission.isAdmitted(headers.cookie)) {
    const home = { location: '/', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }
    response.writeHead(303, cookie === undefined ? home : { ...home, 'set-cookie': cookie }).end()
    return
  }
  const penalty = await admission.penalty()
  refuse(response, penalty === 'waited' ? tokenRequired : { status: 429, reason: 'Too many wrong tokens; wait.' })
}

function answerUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer, context: ServerContext): void {
  const { host, port, sockets } = context
  // The other side may go at any time; there is nobody left to tell.
  socket.on('error', () => socket.destroy())
  const { method = '', headers, url } = request
  const refusal = checkUpgrade({ method, headers }, port) ?? refusalOfSocket(url, headers.cookie, context)
  if (refusal) refuseUpgrade(socket, refusal)
  else sockets.handleUpgrade(request, socket, head, (opened) => host.connect(websocketTransport(opened)))
}

function refusalOfSocket(
  url: string | undefined,
  cookies: string | undefined,
  { admission, sockets }: ServerContext,
): Refusal | undefined {
  if (!admission.isAdmitted(cookies)) return tokenRequired
  if (url !== SOCKET_PATH) return { status: 404, reason: `The socket is at ${SOCKET_PATH}.` }
  return sockets.clients.size < MAX_SOCKETS ? undefined : { status: 429, reason: 'Too many windows are open.' }
}

function refuseUpgrade(socket: Duplex, { status, reason }: Refusal): void {
  const body = `${reason}\n`
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
  ]
  socket.end(`${lines.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

/** @returns the port it listens on */
function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause) => reject(isTaken(cause) ? portTaken(port, cause) : cause))
    http.listen(port, '127.0.0.1', () => {
      const address = http.address()
      if (typeof address === 'object' && address !== null) resolve(address.port)
    })
  })
}

function isTaken(error: Error): boolean {
  return 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}

function portTaken(port: number, cause: Error): EpochError {
  return new EpochError('port-taken', `port ${port} is not free; name another one with --port`, { port }, { cause })
}

function builtPage(): string {
  return fileURLToPath(new URL('../renderer/', import.meta.url))
}
