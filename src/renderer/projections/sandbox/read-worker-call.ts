import type { ValueRef } from '../../../projection/value-store.ts'
import { count, filter, list, members, optional, position } from './read-untrusted.ts'
import type { ReaderRange, WorkerCall } from './worker-protocol.ts'

/** Most bytes that one call adds or reads. */
const MAX_CALL_BYTES = 256 * 1024 * 1024

/** @throws TypeError, BadName, InvalidFilter for what is no call */
export function readWorkerCall(value: unknown): WorkerCall {
  const call = members(value)
  switch (call['what']) {
    case 'tail':
      return { what: 'tail', after: position(call['after']), upTo: position(call['upTo']) }
    case 'page':
      return { what: 'page', reader: count(call['reader']), ...optional(call, 'begin', readerRange) }
    case 'close':
      return { what: 'close', reader: count(call['reader']) }
    case 'append':
      return { what: 'append', bytes: bytes(call['bytes']) }
    case 'read':
      return { what: 'read', ranges: ranges(call['ranges']) }
    default:
      throw new TypeError('a call of no known kind')
  }
}

function readerRange(value: unknown): ReaderRange {
  const { history, filter: wanted, after, upTo } = members(value)
  if (history !== 'own' && history !== 'other') throw new TypeError('no known history')
  return { history, filter: filter(wanted), after: position(after), upTo: position(upTo) }
}

function bytes(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array) || value.byteLength > MAX_CALL_BYTES) throw new TypeError('no bytes, or too many')
  return value
}

function ranges(value: unknown): readonly ValueRef[] {
  let total = 0
  return list(value, (item) => {
    const { start, end } = members(item)
    const range = { start: count(start), end: count(end) }
    if (range.end < range.start) throw new TypeError('a range that ends before it begins')
    total += range.end - range.start
    if (total > MAX_CALL_BYTES) throw new TypeError('too many bytes')
    return range
  })
}
