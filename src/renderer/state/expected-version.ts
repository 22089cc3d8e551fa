import { InvalidEvent } from '../../core/errors.ts'
import { streamVersion } from '../../core/event.ts'
import type { ExpectedVersion } from '../../core/event-store-backend.ts'

/** An expected version as the form has it: a version in digits, or one of {@link expectedWords}. */
export type ExpectedText = string

export const expectedWords = ['no-stream', 'stream-exists', 'any'] as const

/** @throws InvalidEvent, about the `expected version` */
export function parseExpected(text: ExpectedText): ExpectedVersion {
  const word = expectedWords.find((one) => one === text.trim())
  if (word !== undefined) return word
  if (/^\s*[0-9]{1,15}\s*$/.test(text)) return streamVersion(Number(text))
  throw new InvalidEvent(
    'expected version',
    `is ${JSON.stringify(text.slice(0, 40))}; it must be a version in digits, or ${expectedWords.join(', ')}`,
  )
}
