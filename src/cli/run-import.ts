import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { History, HistoryBatch, ImportFault, RecognisedHistory } from '../transfer/history-source.ts'
import {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  importHistory,
} from '../transfer/import-history.ts'
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
  /** Opens it; its format is told, unless it is ''. */
  readonly open: (signal: AbortSignal) => Promise<RecognisedHistory>
  /** A file for all faults and warnings. */
  readonly report?: string
}

/** Imports with progress, and says what came of it. */
export async function runImport(
  { store, source, open, report: reportFile }: ImportJob,
  terminal: Terminal,
): Promise<ExitCode> {
  const line = new ProgressLine()
  let progress: ImportProgress | undefined
  const onProgress = (now: ImportProgress): void => {
    progress = now
    const { done, total, added } = now
    const note = count(added, 'event')
    line.show({ what: `Importing ${source}`, done, note, ...(total !== undefined && { total }) })
  }
  try {
    const { report, format } = await interruptible(async (signal) => {
      const { format, history } = await open(signal)
      return { format, report: await imported(history, { store, reportFile }, { signal, onProgress }) }
    })
    line.end()
    return tell(report, { store, source, format }, terminal)
  } catch (error) {
    line.end()
    if (!(error instanceof Interrupted)) throw error
    const kept = count(progress?.added ?? 0, 'new event')
    const other = reportFile === undefined ? '' : ', with another name for the report'
    terminal.err(
      `epoch: interrupted with ${kept} in ${store}; they are kept, the same command${other} goes on from there`,
    )
    return exitCodes.interrupted
  }
}

async function imported(
  history: History,
  { store, reportFile }: { readonly store: string; readonly reportFile: string | undefined },
  options: ImportOptions,
): Promise<ImportReport> {
  const batches = history[Symbol.asyncIterator]()
  try {
    // Its first batch comes before the report and the store, so that a history that cannot be read at all leaves none behind.
    const first = await batches.next()
    await using faults = reportFile === undefined ? undefined : await FaultFile.create(reportFile)
    const onFault = (fault: ImportFault): void => faults?.write(fault)
    const target = await openSqliteImport(store)
    return await importHistory(following(first, batches), target, { ...options, onFault })
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
    terminal.err(
      `${line === 0 ? source : `${source}:${line}:${column}`}: ${severity === 'warning' ? 'warning: ' : ''}${message} (${code})`,
    )
  const more = faultCount + warningCount - MAX_SHOWN_FAULTS
  if (more > 0) terminal.err(`and ${count(more, 'more fault')}; --report writes all of them to a file`)
  const before = known === 0 ? '' : `; ${count(known, 'event was', 'events were')} there already`
  const left = faultCount === 0 ? '' : `; ${count(faultCount, 'record')} left out`
  const readAs = format === '' ? '' : ` (read as ${format})`
  const odd = warningCount === 0 ? '' : `; ${count(warningCount, 'warning')}`
  terminal.out(`${count(added, 'event')} added to ${store}${before}${left}${odd}${readAs}`)
  return faultCount === 0 ? exitCodes.done : exitCodes.partialImport
}
