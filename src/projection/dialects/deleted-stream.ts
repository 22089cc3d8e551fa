import type { Event } from '../../core/event.ts'
import { bodyOf } from './kurrentdb-event.ts'
import { KurrentdbFault } from './kurrentdb-fault.ts'
import { STREAM_DELETED, STREAM_METADATA } from './kurrentdb-source-filter.ts'

const METADATA_STREAM = '$$'

/** The number that a soft delete sets for the first event to be kept: the largest there is, which JavaScript cannot tell from others. */
const beforeEverything = /"\$tb"\s*:\s*9223372036854775807(?![\d.eE])/

/**
 * The stream that an event says is deleted: a tombstone at its end, or metadata that truncate all of it.
 *
 * @throws KurrentdbFault `malformed-event` for metadata of a stream that are no JSON
 */
export function deletedStreamOf(event: Event): string | undefined {
  if (!event.type.startsWith('$')) return undefined
  if ((event.type as string) === STREAM_DELETED) return event.stream
  if ((event.type as string) !== STREAM_METADATA || !event.stream.startsWith(METADATA_STREAM)) return undefined
  const body = bodyOf(event)
  return body !== null && truncatesAll(body) ? event.stream.slice(METADATA_STREAM.length) : undefined
}

function truncatesAll(text: string): boolean {
  const metadata = parsed(text)
  if (typeof metadata !== 'object' || metadata === null || !Object.hasOwn(metadata, '$tb')) return false
  return (metadata as { readonly $tb: unknown }).$tb === 2 ** 63 && beforeEverything.test(text)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new KurrentdbFault('malformed-event', "the stream's metadata are no JSON", { cause })
  }
}
