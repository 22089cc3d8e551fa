import { EpochError, type EpochErrorCode } from '../../../core/errors.ts'
import { isThrown } from '../../../projection/is-thrown.ts'
import { saying } from '../../../projection/saying.ts'
import type { WorkerPlatform } from './worker-platform.ts'
import type { WorkerError } from './worker-protocol.ts'

/** What the page is told of whatever was thrown: `code` is for what is no EpochError. */
export function workerError(thrown: unknown, code: EpochErrorCode, placeOf: WorkerPlatform['placeOf']): WorkerError {
  const isOurs = isThrown(thrown, EpochError)
  const place = placeOf(isOurs ? (thrown.cause ?? thrown) : thrown)
  return { code: isOurs ? thrown.code : code, message: isOurs ? shortened(thrown.message) : saying(thrown), ...place }
}

const MAX_MESSAGE_CHARACTERS = 2048

function shortened(message: string): string {
  return message.slice(0, MAX_MESSAGE_CHARACTERS)
}
