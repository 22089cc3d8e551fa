import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is turned away before anything is done for it. */
export interface Refusal {
  readonly status: 401 | 403 | 404 | 405 | 421 | 429
  /** For the person who sees it; a program goes by the status. */
  readonly reason: string
}

export interface GuardedRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
}

/**
 * What a page of another site could bring about, turned away: by a name that was made to point here (Host), from its own origin
 * (Origin), or by loading something (Sec-Fetch-Site). A cookie is no defence here, since browsers send it to every port.
 *
 * Programs that are no browsers send neither Origin nor Sec-Fetch-Site; they still need the token.
 */
export function checkRequest({ method, headers }: GuardedRequest, port: number): Refusal | undefined {
  const refusal = checkHost(headers, port) ?? checkOrigin(headers)
  if (refusal) return refusal
  const site = headers['sec-fetch-site']
  const isOwn = site === undefined || site === 'same-origin'
  const isNavigation = site === 'none' && (headers['sec-fetch-mode'] ?? 'navigate') === 'navigate'
  if (!isOwn && !isNavigation) return foreign
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, reason: 'Only GET and HEAD are answered here.' }
  return undefined
}

/** {@link checkRequest} for a file that the page sends: a POST, whose origin every browser names. */
export function checkUpload({ method, headers }: GuardedRequest, port: number): Refusal | undefined {
  const refusal = checkHost(headers, port) ?? checkOrigin(headers)
  if (refusal) return refusal
  const site = headers['sec-fetch-site']
  if (headers.origin === undefined || (site !== undefined && site !== 'same-origin')) return foreign
  return method === 'POST' ? undefined : { status: 405, reason: 'A file is sent with POST.' }
}

/** {@link checkRequest} for the upgrade to a WebSocket, where browsers always name the origin and nobody else has business. */
export function checkUpgrade({ method, headers }: GuardedRequest, port: number): Refusal | undefined {
  const refusal = checkHost(headers, port) ?? checkOrigin(headers)
  if (refusal) return refusal
  const site = headers['sec-fetch-site']
  if (headers.origin === undefined || (site !== undefined && site !== 'same-origin')) return foreign
  return method === 'GET' ? undefined : { status: 405, reason: 'An upgrade is a GET.' }
}

const foreign: Refusal = { status: 403, reason: 'This request comes from another site.' }

function checkHost({ host }: IncomingHttpHeaders, port: number): Refusal | undefined {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]
  if (host !== undefined && own.includes(host)) return undefined
  return { status: 421, reason: `Epoch answers only to ${own[0]}.` }
}

function checkOrigin({ host, origin }: IncomingHttpHeaders): Refusal | undefined {
  return origin === undefined || origin === `http://${host}` ? undefined : foreign
}
