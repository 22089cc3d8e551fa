import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Ticket } from '../../src/contract/host-contract.ts'
import type { Transport } from '../../src/contract/transport.ts'
import { startServer } from '../../src/server/start-server.ts'

/** A built page in small. */
export function smallPage(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'epoch-page-'))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta name="epoch-nonce" content="__EPOCH_NONCE__"><script type="module" src="/assets/app.js"></script>',
  )
  writeFileSync(join(folder, 'sandbox.html'), '<!doctype html><title>Sandbox</title>')
  writeFileSync(join(folder, 'assets', 'app.js'), 'document.title = "Epoch"')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

/** A server on the small page that notes who gets through to the host. */
export async function startPage() {
  const page = smallPage()
  const connected: Transport[] = []
  const received: string[] = []
  const server = await startServer({
    page: page.folder,
    host: {
      connect: (transport) => {
        connected.push(transport)
        return { offer: () => {}, attention: () => {} }
      },
      receive: async (name, chunks) => {
        received.push(`${name}: ${await text(chunks)}`)
        return 'a ticket' as Ticket
      },
    },
  })
  const { port, searchParams } = new URL(server.url)
  return {
    server,
    port: Number(port),
    token: searchParams.get('token') ?? '',
    connected,
    received,
    stop: async () => {
      await server.close()
      page.remove()
    },
  }
}

/** Asks with exactly these headers; an upgrade that is granted answers 101. */
export function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
  sent = '',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const host = `127.0.0.1:${port}`
    const asked = request({ host: '127.0.0.1', port, path, method, headers: { host, ...headers }, agent: false })
    asked.on('error', reject)
    asked.on('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' })
    })
    asked.on('response', (response) => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (text: string) => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.end(sent)
  })
}

export const upgradeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': Buffer.from('0123456789abcdef').toString('base64'),
}

/** Exchanges the token. @returns the cookie as a browser would send it */
export async function enter(port: number, token: string): Promise<string> {
  const { headers } = await ask(port, `/?token=${token}`)
  return String(headers['set-cookie']?.[0]).split(';')[0] ?? ''
}
