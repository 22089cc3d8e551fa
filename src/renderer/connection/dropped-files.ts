import type { Ticket } from '../../contract/host-contract.ts'
import { EpochError, isErrorCode } from '../../core/errors.ts'
import type { TakeDropped } from '../state/drop-slice.ts'

/** How a page takes dropped files: it sends them to the host that it came from, unless a shell takes them before it can. */
export function droppedFilesTaker({ protocol }: Pick<Location, 'protocol'>): { readonly takeDropped?: TakeDropped } {
  return protocol === 'http:' || protocol === 'https:' ? { takeDropped: uploadDropped } : {}
}

/** Sends the file's bytes; the host keeps a copy and answers with its ticket. */
const uploadDropped: TakeDropped = (file, signal, onProgress) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    // A fetch does not say how much it has sent.
    const request = new XMLHttpRequest()
    const stop = (): void => request.abort()
    signal.addEventListener('abort', stop, { once: true })
    request.open('POST', `/dropped?name=${encodeURIComponent(file.name)}`)
    request.upload.addEventListener('progress', ({ loaded }) => onProgress(loaded))
    request.addEventListener('abort', () => reject(signal.reason))
    request.addEventListener('error', () => reject(notTaken(file)))
    request.addEventListener('load', () => {
      try {
        resolve(ticketIn(request.status, request.responseText, file))
      } catch (error) {
        reject(error)
      }
    })
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    request.send(file)
  })

function ticketIn(status: number, text: string, file: File): Ticket {
  const answer = parsed(text)
  if (typeof answer !== 'object' || answer === null) throw notTaken(file)
  if (status === 200 && 'ticket' in answer && typeof answer.ticket === 'string') return answer.ticket as Ticket
  const { code, message } = { code: '', message: '', ...answer }
  if (isErrorCode(code)) throw new EpochError(code, message)
  throw notTaken(file)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function notTaken({ name }: File): EpochError {
  return new EpochError(
    'host-unreachable',
    `the host did not take ${name}; a folder cannot be dropped, and for a file see whether the host still runs`,
  )
}
