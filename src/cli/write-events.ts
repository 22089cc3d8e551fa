import { randomUUID } from 'node:crypto'
import { createWriteStream, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { OpenedBackend } from '../backends/open-backend.ts'
import { checkFree, publishFile } from '../backends/publish-file.ts'
import { storeError } from '../backends/sqlite/sqlite-errors.ts'
import { openSqliteImport } from '../backends/sqlite/sqlite-import.ts'
import type { Position } from '../core/event.ts'
import type { PayloadPath } from '../core/filter/payload-path.ts'
import { exportFormats } from '../transfer/export/export-formats.ts'
import { type ExportPart, exportHistory } from '../transfer/export/export-history.ts'
import { exportToStore, type StoreExport } from '../transfer/export/export-to-store.ts'
import { exportedPages, type Selection } from '../transfer/export/exported-pages.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { type FileFormat, isCompressed } from './format-of-file.ts'
import { ProgressLine } from './progress-line.ts'
import { count, type Terminal } from './terminal.ts'
import { type DamagedOption, withStore } from './with-store.ts'

export interface WriteJob extends DamagedOption {
  readonly store: string
  /** A text whose name ends in `.gz` is compressed. */
  readonly file: string
  readonly format: FileFormat
  readonly masks: readonly PayloadPath[]
  readonly selection: Selection
}

type OnProgress = (progress: { readonly events: number; readonly position: Position }) => void

/**
 * Makes a file of events with progress, and says what came of it. It gets its name when it is whole and on disk; where nothing fits there is
 * none.
 *
 * @throws EpochError `file-exists`, `disk-full`, and what reading throws
 */
export async function writeEvents(job: WriteJob, terminal: Terminal): Promise<ExitCode> {
  const { store, file } = job
  const target = resolve(file)
  checkFree(target)
  const partial = `${target}.${randomUUID().slice(0, 8)}.partial`
  const line = new ProgressLine()
  try {
    const written = await withStore(
      store,
      async (opened, signal) => {
        const total = await opened.store.head()
        const onProgress: OnProgress = ({ events, position }) =>
          line.show({ what: `Exporting ${store}`, done: position, total, note: count(events, 'event') })
        return await write(opened, { ...job, partial }, { signal, onProgress })
      },
      job,
    )
    line.end()
    if (written.events > 0) publishFile(partial, target)
    return tell(written, { store, file }, terminal)
  } catch (error) {
    throw storeError(error, target)
  } finally {
    line.end()
    for (const end of leftovers) rmSync(`${partial}${end}`, { force: true })
  }
}

const leftovers = ['', '.importing'].flatMap((name) => ['', '-wal', '-shm', '-journal'].map((end) => `${name}${end}`))

async function write(
  opened: OpenedBackend,
  { store, file, partial, format, masks, selection }: WriteJob & { readonly partial: string },
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: OnProgress },
): Promise<StoreExport> {
  const pages = exportedPages(opened, { ...selection, signal })
  if (format === 'epoch')
    return await exportToStore(pages, await openSqliteImport(partial), { masks, signal, onProgress })
  let events = 0
  const parts = exportHistory(pages, { format: exportFormats[format], masks, signal })
  const bytes = bytesOf(parts, (part) => {
    events = part.events
    onProgress(part)
  })
  // As private as the store is.
  const output = createWriteStream(partial, { flags: 'wx', mode: statSync(store).mode & 0o666 })
  const input = Readable.from(bytes, { objectMode: false })
  if (isCompressed(file)) await pipeline(input, createGzip(), output)
  else await pipeline(input, output)
  return { events, leftOut: 0 }
}

async function* bytesOf(
  parts: AsyncIterable<ExportPart>,
  onPart: (part: ExportPart) => void,
): AsyncGenerator<Uint8Array, void> {
  for await (const part of parts) {
    yield part.bytes
    onPart(part)
  }
}

function tell(
  { events, leftOut }: StoreExport,
  { store, file }: Pick<WriteJob, 'store' | 'file'>,
  terminal: Terminal,
): ExitCode {
  if (leftOut > 0)
    terminal.err(
      `epoch: ${count(leftOut, 'event')} left out: an event before has the same id, and a store has one once`,
    )
  if (events === 0) {
    terminal.err(`epoch: no event of ${store} fits; ${file} was not made`)
    return exitCodes.findings
  }
  terminal.out(`${count(events, 'event')} of ${store} written to ${file}`)
  return leftOut === 0 ? exitCodes.done : exitCodes.partialImport
}
