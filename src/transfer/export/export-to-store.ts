import type { AbortSignalLike } from '../../core/abort-signal-like.ts'
import type { Event, Position } from '../../core/event.ts'
import type { EventImport } from '../../core/event-import.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import { maskedEvent } from '../../core/mask.ts'
import { newEventOf } from '../new-event-of.ts'
import { readAhead } from '../read-ahead.ts'

export interface StoreExportOptions {
  readonly masks: readonly PayloadPath[]
  readonly signal?: AbortSignalLike
  readonly onProgress?: (progress: StoreExportProgress) => void
}

interface StoreExportProgress {
  readonly events: number
  /** Of the last event read. */
  readonly position: Position
}

export interface StoreExport {
  readonly events: number
  /** Events whose id an earlier one had already, as may be in other applications' stores. */
  readonly leftOut: number
}

/**
 * Puts events into a new store, which numbers positions and versions anew, and finishes it. When it fails or is aborted the store is abandoned, and who
 * opened it deletes what there is.
 *
 * @throws the signal's reason, and what reading and adding throw
 */
export async function exportToStore(
  pages: AsyncIterable<readonly Event[]>,
  target: EventImport,
  { masks, signal, onProgress }: StoreExportOptions,
): Promise<StoreExport> {
  const counts = { events: 0, leftOut: 0 }
  let finished = false
  try {
    for await (const page of readAhead(pages)) {
      signal?.throwIfAborted()
      const { added } = await target.add(page.map((event) => newEventOf(maskedEvent(event, masks))))
      counts.events += added
      counts.leftOut += page.length - added
      const last = page.at(-1)
      if (last !== undefined) onProgress?.({ events: counts.events, position: last.position })
    }
    signal?.throwIfAborted()
    finished = true
    await target.finish()
    return counts
  } finally {
    if (!finished) await target.abandon()
  }
}
