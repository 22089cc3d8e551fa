import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { HistoryBatch, ImportFault, RecognisedHistory } from '../transfer/history-source.ts'
import { type ImportProgress, type ImportReport, importHistory } from '../transfer/import-history.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { FaultFile } from './fault-file.ts'
import { Interrupted, interruptible } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'
import { count, type Terminal } from './terminal.ts'

const MAX_SHOWN_FAULTS = 20

export interface ImportJob {
  readonly store: string
  /** What the history is read from, as the person named it. */
  readonly source: string
  /** Its format is told, unless it is ''. */
  readonly history: RecognisedHistory
  /** A file for all faults and warnings. */
  readonly report?: string
}

/** Imports with progress, and says what came of it. */
export async function runImport(
  { store, source, history: { format, history }, report: reportFile }: ImportJob,
  terminal: Terminal,
): Promise<ExitCode> {
  await using faults = reportFile === undefined ? undefined : await FaultFile.create(reportFile)
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
      return importHistory(following(first, batches), target, {
        signal,
        onProgress,
        ...(faults && { onFault: (fault: ImportFault) => faults.write(fault) }),
      })
    })
    line.end()
    return tell(report, { store, source, format }, terminal)
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
  { added, known, faults, faultCount, warningCount }: ImportReport,
  { store, source, format }: { readonly store: string; readonly source: string; readonly format: string },
  terminal: Terminal,
): ExitCode {
  for (const { line, column, message, code, severity } of faults.slice(0, MAX_SHOWN_FAULTS))
    terminal.err(`${source}:${line}:${column}: ${severity === 'warning' ? 'warning: ' : ''}${message} (${code})`)
  const more = faultCount + warningCount - MAX_SHOWN_FAULTS
  if (more > 0) terminal.err(`and ${count(more, 'more fault')}; --report writes all of them to a file`)
  const before = known === 0 ? '' : `; ${count(known, 'event was', 'events were')} there already`
  const left = faultCount === 0 ? '' : `; ${count(faultCount, 'record')} left out`
  const readAs = format === '' ? '' : ` (read as ${format})`
  const odd = warningCount === 0 ? '' : `; ${count(warningCount, 'warning')}`
  terminal.out(`${count(added, 'event')} added to ${store}${before}${left}${odd}${readAs}`)
  return faultCount === 0 ? exitCodes.done : exitCodes.partialImport
}
