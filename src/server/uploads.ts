import type { IncomingMessage, ServerResponse } from 'node:http'
import { EpochError, type ErrorRecord, errorRecord } from '../core/errors.ts'
import type { Host } from '../host/host.ts'
import type { Admission } from './admission.ts'
import { refuse, tokenRequired } from './refuse.ts'
import { checkUpload, type Refusal } from './request-guard.ts'

/** Where a page sends a file that was dropped on it: the bytes as the body, its name as `?name=`. */
export const UPLOAD_PATH = '/dropped'

const MAX_UPLOADS = 4

export interface UploadOptions {
  readonly host: Pick<Host, 'receive'>
  readonly port: number
  readonly admission: Admission
}

/** Takes the files that pages send, a few at a time. */
export class Uploads {
  readonly #options: UploadOptions
  #running = 0

  constructor(options: UploadOptions) {
    this.#options = options
  }

  /** Keeps the file and answers `{"ticket"}`, or with an error's code and message. Never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = this.#refusalOf(request)
    if (refusal) return refuse(response, refusal)
    const name = new URLSearchParams(request.url?.split('?', 2)[1]).get('name') ?? 'dropped'
    this.#running += 1
    try {
      answerJson(response, 200, { ticket: await this.#options.host.receive(name, request) })
    } catch (error) {
      // Whoever broke off gets no answer.
      if (request.destroyed && !request.complete) return
      if (!(error instanceof EpochError)) console.error(error)
      answerJson(response, error instanceof EpochError ? 422 : 500, errorRecord(error))
    } finally {
      this.#running -= 1
    }
  }

  #refusalOf({ method = '', headers }: IncomingMessage): Refusal | undefined {
    const refusal = checkUpload({ method, headers }, this.#options.port)
    if (refusal) return refusal
    if (!this.#options.admission.isAdmitted(headers.cookie)) return tokenRequired
    return this.#running < MAX_UPLOADS ? undefined : { status: 429, reason: 'Other files are still being sent; wait.' }
  }
}

function answerJson(response: ServerResponse, status: number, body: { readonly ticket: string } | ErrorRecord): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .end(JSON.stringify(body))
}
