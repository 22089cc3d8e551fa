import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import { EpochError } from '../../core/errors.ts'
import { type Event, type Position, START } from '../../core/event.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import { maskedEvent } from '../../core/mask.ts'
import { readAhead } from '../read-ahead.ts'
import type { TextFormat } from './text-format.ts'

export interface ExportOptions {
  readonly format: TextFormat
  /** What is masked before an event is written at all. */
  readonly masks: readonly PayloadPath[]
  readonly signal?: AbortSignalLike
}

/** A part of a file, in order. */
export interface ExportPart {
  /** At most {@link PART_BYTES}. */
  readonly bytes: Uint8Array
  /** How many events have been taken into the file. */
  readonly events: number
  /** Of the last of them. */
  readonly position: Position
}

export const PART_BYTES = 1024 * 1024

/**
 * Events as the parts of a file, each made when it is asked for: who writes slowly is waited for. It lets go of what it reads from
 * when it ends, in whatever way.
 *
 * @throws EpochError `invalid-request` when events of a second stream come and the format holds only one; the signal's reason
 */
export async function* exportHistory(
  pages: AsyncIterable<readonly Event[]>,
  { format, masks, signal }: ExportOptions,
): AsyncGenerator<ExportPart, void> {
  let text = format.head
  let events = 0
  let position = START
  let first: Event | undefined
  for await (const page of readAhead(pages)) {
    signal?.throwIfAborted()
    for (const event of page) {
      first ??= event
      if (format.oneStream && event.stream !== first.stream) throw secondStream(format, first, event)
      text += (events === 0 ? '' : format.between) + format.text(maskedEvent(event, masks))
      events += 1
      position = event.position
    }
    for (const bytes of partsOf(text)) yield { bytes, events, position }
    text = ''
  }
  for (const bytes of partsOf(text + format.foot)) yield { bytes, events, position }
}

function* partsOf(text: string): Generator<Uint8Array> {
  const bytes = Buffer.from(text, 'utf8')
  for (let from = 0; from < bytes.length; from += PART_BYTES) yield bytes.subarray(from, from + PART_BYTES)
}

function secondStream(format: TextFormat, first: Event, event: Event): EpochError {
  return new EpochError(
    'invalid-request',
    `${format.name} holds the events of one stream, and these are of ${first.stream} and ${event.stream}; name a stream, or take another format`,
    { streams: [first.stream, event.stream] },
  )
}
