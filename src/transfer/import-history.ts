import type { AbortSignalLike } from '../core/abort-signal-like.ts'
import type { NewEvent } from '../core/event.ts'
import type { EventImport } from '../core/event-import.ts'
import type { History, HistoryBatch, ImportFault } from './history-source.ts'
import { readAhead } from './read-ahead.ts'

export interface ImportReport {
  readonly added: number
  readonly known: number
  /** The first {@link MAX_DETAILED_FAULTS} faults and warnings. */
  readonly faults: readonly ImportFault[]
  /** How many records did not become events. */
  readonly faultCount: number
  /** How many became events that are odd. */
  readonly warningCount: number
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
  /** Told every fault and warning, also those that the report only counts. */
  readonly onFault?: (fault: ImportFault) => void
}

/** How many faults a report tells in detail; all are counted. */
export const MAX_DETAILED_FAULTS = 10_000

/**
 * Puts a history into a store and finishes the import, so that what the report counts is durable. When it fails or is
 * aborted, what was added so far is kept, and the same import again adds only the rest.
 */
export async function importHistory(
  history: History,
  target: EventImport,
  { signal, onProgress, onFault }: ImportOptions = {},
): Promise<ImportReport> {
  const counts = { added: 0, known: 0, faultCount: 0 }
  const faults: ImportFault[] = []
  let warningCount = 0
  let finished = false
  try {
    for await (const batch of readAhead(history)) {
      signal?.throwIfAborted()
      const { added, known, conflicts } = await target.add(batch.events)
      counts.added += added
      counts.known += known
      for (const fault of inOrder([...batch.faults, ...conflictFaults(batch, conflicts)])) {
        if (fault.severity === 'error') counts.faultCount += 1
        else warningCount += 1
        if (faults.length < MAX_DETAILED_FAULTS) faults.push(fault)
        onFault?.(fault)
      }
      onProgress?.({ ...counts, done: batch.done, ...(batch.total !== undefined && { total: batch.total }) })
    }
    signal?.throwIfAborted()
    finished = true
    await target.finish()
    return { ...counts, faults, warningCount }
  } finally {
    if (!finished) await target.abandon()
  }
}

function inOrder(faults: ImportFault[]): readonly ImportFault[] {
  return faults.sort((a, b) => a.byteOffset - b.byteOffset || a.line - b.line)
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
      severity: 'error',
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
