import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { History, HistoryBatch } from '../transfer/history-source.ts'
import { type ImportProgress, type ImportReport, importHistory } from '../transfer/import-history.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { Interrupted, interruptible } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'
import { count, type Terminal } from './terminal.ts'

const MAX_SHOWN_FAULTS = 20

export interface ImportJob {
  readonly store: string
  /** What the history is read from, as the person named it. */
  readonly source: string
  readonly history: History
}

/** Imports with progress, and says what came of it. */
export async function runImport({ store, source, history }: ImportJob, terminal: Terminal): Promise<ExitCode> {
  const line = new ProgressLine()
  let progress: ImportProgress | undefined
  const onProgress = (now: ImportProgress): void => {
    progress = now
    const { done, total, added } = now
    const note = count(added, 'event')
    line.show({ what: `Importing ${source}`, done, note, ...(total !== undefined && { total }) })
  }
  const batches = history[Symbol.asyncIterator]()
  try {
    const report = await interruptible(async (signal) => {
      // Its first batch comes before the store, so that a history that cannot be read at all leaves none behind.
      const first = await batches.next()
      const target = await openSqliteImport(store)
      return importHistory(following(first, batches), target, { signal, onProgress })
    })
    line.end()
    return tell(report, { store, source }, terminal)
  } catch (error) {
    line.end()
    if (!(error instanceof Interrupted)) throw error
    const kept = count(progress?.added ?? 0, 'new event')
    terminal.err(`epoch: interrupted with ${kept} in ${store}; they are kept, the same command goes on from there`)
    return exitCodes.interrupted
  } finally {
    await batches.return?.()
  }
}

async function* following(
  first: IteratorResult<HistoryBatch>,
  batches: AsyncIterator<HistoryBatch>,
): AsyncGenerator<HistoryBatch, void> {
  if (first.done) return
  yield first.value
  yield* { [Symbol.asyncIterator]: () => batches }
}

function tell(
  { added, known, faults, faultCount }: ImportReport,
  { store, source }: Pick<ImportJob, 'store' | 'source'>,
  terminal: Terminal,
): ExitCode {
  for (const { line, column, message, code } of faults.slice(0, MAX_SHOWN_FAULTS))
    terminal.err(`${source}:${line}:${column}: ${message} (${code})`)
  if (faultCount > MAX_SHOWN_FAULTS) terminal.err(`and ${count(faultCount - MAX_SHOWN_FAULTS, 'more fault')}`)
  const before = known === 0 ? '' : `; ${count(known, 'event was', 'events were')} there already`
  const left = faultCount === 0 ? '' : `; ${count(faultCount, 'line')} left out`
  terminal.out(`${count(added, 'event')} added to ${store}${before}${left}`)
  return faultCount === 0 ? exitCodes.done : exitCodes.partialImport
}
