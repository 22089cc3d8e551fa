import { InvalidArgumentError } from 'commander'
import type { ExpectedVersion } from '../core/event-store-backend.ts'
import { eventTimeUs } from '../transfer/event-time.ts'

/** What `epoch append` was given besides the store. */
export interface AppendOptions {
  readonly data?: string
  readonly metadata?: string
  readonly expect?: ExpectedVersion
  readonly id?: string
  readonly time?: number
  readonly schemaVersion?: number
  readonly causedBy?: string
  readonly ndjson?: string | true
  readonly create?: true
  readonly json?: true
}

export function expectedVersion(text: string): ExpectedVersion {
  if (text === 'any' || text === 'no-stream' || text === 'stream-exists') return text
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
  throw new InvalidArgumentError('It must be a version from 0, no-stream, stream-exists or any.')
}

/** In microseconds since 1970. */
export function timeArgument(text: string): number {
  const us = eventTimeUs(/^\d+$/.test(text) ? Number(text) : text)
  if (us !== undefined) return us
  throw new InvalidArgumentError('It must be ISO 8601 as in 2026-03-01T10:22:31Z, or a number since 1970.')
}
