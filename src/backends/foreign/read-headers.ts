import { eventType, streamName } from '../../core/event.ts'
import type { HeaderBatch } from '../log-source.ts'
import { list, members, StrangeAnswer, text, whole } from './answer-parts.ts'

export interface HeadersRead {
  readonly headers: HeaderBatch
  readonly next?: number
}

export function readHeaders(output: unknown): HeadersRead {
  const part = members(output, 'headers')
  const { headers, next } = part
  return { headers: readBatch(headers), ...(next !== undefined && { next: whole(next, 'a position') }) }
}

function readBatch(output: unknown): HeaderBatch {
  const batch = members(output, 'headers')
  const wholes = (name: string): Float64Array => {
    const column = new Float64Array(bytesOf(batch[name], Float64Array.BYTES_PER_ELEMENT))
    if (!column.every(Number.isSafeInteger)) throw new StrangeAnswer(`whole numbers as ${name}`)
    return column
  }
  const numbers = (name: string): Uint32Array => new Uint32Array(bytesOf(batch[name], Uint32Array.BYTES_PER_ELEMENT))
  const headers = {
    streams: list(batch['streams'], 'streams').map((name) => streamName(text(name, 'a stream'))),
    types: list(batch['types'], 'types').map((name) => eventType(text(name, 'a type'))),
    positions: wholes('positions'),
    streamOf: numbers('streamOf'),
    typeOf: numbers('typeOf'),
    versions: wholes('versions'),
    timesUs: wholes('timesUs'),
    idHashes: numbers('idHashes'),
    causeHashes: numbers('causeHashes'),
    correlationHashes: numbers('correlationHashes'),
  }
  const { streams, types, positions, ...others } = headers
  if (Object.values(others).some(({ length }) => length !== positions.length))
    throw new StrangeAnswer('headers of one length')
  if (positions.some((at, i) => at <= (positions[i - 1] ?? 0))) throw new StrangeAnswer('positions in order')
  if (headers.versions.some((version) => version < 0)) throw new StrangeAnswer('versions')
  if (!areNumbersOf(headers.streamOf, streams) || !areNumbersOf(headers.typeOf, types))
    throw new StrangeAnswer('names of its headers')
  return headers
}

/** The bytes of a packed column of numbers of some size. */
function bytesOf(value: unknown, size: number): ArrayBuffer {
  const bytes = Uint8Array.from(Buffer.from(text(value, 'a column'), 'base64'))
  if (bytes.length % size !== 0) throw new StrangeAnswer('whole columns')
  return bytes.buffer
}

function areNumbersOf(numbers: Uint32Array, names: readonly string[]): boolean {
  return numbers.every((number) => number < names.length)
}
