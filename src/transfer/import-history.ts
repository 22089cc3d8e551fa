import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import type { NewEvent } from '../core/event.ts'
import type { EventImport } from '../core/event-import.ts'
import type { History, HistoryBatch, ImportFault } from './history-source.ts'

export interface ImportReport {
  readonly added: number
  readonly known: number
  /** The first {@link MAX_DETAILED_FAULTS} of them. */
  readonly faults: readonly ImportFault[]
  readonly faultCount: number
}

export interface ImportProgress {
  readonly added: number
  readonly known: number
  readonly faultCount: number
  /** In the history's own unit. */
  readonly done: number
  readonly total?: number
}

export interface ImportOptions {
  readonly signal?: AbortSignalLike
  readonly onProgress?: (progress: ImportProgress) => void
}

/** How many faults a report tells in detail; all are counted. */
export const MAX_DETAILED_FAULTS = 1000

/**
 * Puts a history into a store and finishes the import, so that what the report counts is durable. When it fails or is
 * aborted, what was added so far is kept, and the same import again adds only the rest.
 */
export async function importHistory(
  history: History,
  target: EventImport,
  { signal, onProgress }: ImportOptions = {},
): Promise<ImportReport> {
  const counts = { added: 0, known: 0, faultCount: 0 }
  const faults: ImportFault[] = []
  let finished = false
  try {
    for await (const batch of history) {
      signal?.throwIfAborted()
      const { added, known, conflicts } = await target.add(batch.events)
      const found = [...batch.faults, ...conflictFaults(batch, conflicts)].sort((a, b) => a.line - b.line)
      counts.added += added
      counts.known += known
      counts.faultCount += found.length
      faults.push(...found.slice(0, MAX_DETAILED_FAULTS - faults.length))
      onProgress?.({ ...counts, done: batch.done, ...(batch.total !== undefined && { total: batch.total }) })
    }
    signal?.throwIfAborted()
    finished = true
    await target.finish()
    return { ...counts, faults }
  } finally {
    if (!finished) await target.abandon()
  }
}

function conflictFaults(batch: HistoryBatch, conflicts: readonly NewEvent[]): readonly ImportFault[] {
  if (conflicts.length === 0) return []
  const free = new Set(batch.events.keys())
  return conflicts.toReversed().map((conflict) => {
    const index = batch.events.findLastIndex((event, at) => free.has(at) && isSameEvent(event, conflict))
    free.delete(index)
    const place = batch.places?.[index] ?? { line: 0, byteOffset: 0 }
    return {
      code: 'id-conflict',
      message: `event ${conflict.id} is in the store already, with other content`,
      ...place,
      column: 1,
    }
  })
}

/** An id may be twice in one batch, so it alone does not say which line is meant. */
function isSameEvent(a: NewEvent, b: NewEvent): boolean {
  return (
    a.id === b.id &&
    a.stream === b.stream &&
    a.type === b.type &&
    a.createdAtUs === b.createdAtUs &&
    a.schemaVersion === b.schemaVersion &&
    a.data === b.data &&
    a.metadata === b.metadata
  )
}
