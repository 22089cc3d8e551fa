import type { ServerResponse } from 'node:http'
import type { Refusal } from './request-guard.ts'

/** For whoever has not come with the token. */
export const tokenRequired: Refusal = {
  status: 401,
  reason:
    'This needs the address that Epoch printed, with its token, which is good for one browser. Start "epoch serve" again for a new one.',
}

/** Answers with a status and a reason. */
export function refuse(response: ServerResponse, { status, reason }: Refusal): void {
  response
    .writeHead(status, {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .end(`${reason}\n`)
}
