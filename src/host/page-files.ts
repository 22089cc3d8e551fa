import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, sep } from 'node:path'
import { NONCE_PLACEHOLDER, type PagePart, pageHeaders } from './page-policy.ts'

export interface PageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** The built page, read once: a request names one of its files exactly or gets nothing, and no path is ever put together from it. */
export class PageFiles {
  readonly #files = new Map<string, PageFile>()

  /** @throws Error when `folder` holds no built page */
  constructor(folder: string) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      this.#files.set(file.slice(join(folder, sep).length).split(sep).join('/'), readPageFile(file))
    }
    const page = this.#files.get('index.html')
    if (!page?.body.includes(NONCE_PLACEHOLDER))
      throw new Error(`${folder} holds no built page: run "npm run build" and try again`)
  }

  /** @param pathname the part of a URL's address after its host, as it came */
  respond(pathname: string): PageResponse {
    const name = pathname === '/' ? 'index.html' : pathname.slice(1)
    const file = this.#files.get(name)
    if (file === undefined || (name === 'index.html' && pathname !== '/')) return notFound()
    const nonce = randomBytes(16).toString('base64')
    const part = partOf(name)
    return {
      status: 200,
      headers: { 'content-type': file.type, ...pageHeaders(part, nonce) },
      body: part === 'document' ? withNonce(file.body, nonce) : file.body,
    }
  }
}

interface PageFile {
  readonly type: string
  readonly body: Buffer<ArrayBuffer>
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

function readPageFile(path: string): PageFile {
  const text = readFileSync(path)
  return { type: types[extname(path)] ?? 'application/octet-stream', body: text }
}

function partOf(name: string): PagePart {
  if (name === 'index.html') return 'document'
  return name === 'sandbox.html' ? 'sandbox' : 'asset'
}

function withNonce(body: Buffer, nonce: string): Buffer<ArrayBuffer> {
  return Buffer.from(body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce))
}

function notFound(): PageResponse {
  return {
    status: 404,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...pageHeaders('document', ''),
      'cache-control': 'no-store',
    },
    body: Buffer.from('There is nothing here. Epoch is at /\n'),
  }
}
