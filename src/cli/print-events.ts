import type { PayloadPath } from '../core/filter/payload-path.ts'
import { exportHistory } from '../transfer/export/export-history.ts'
import { exportedPages, type Selection } from '../transfer/export/exported-pages.ts'
import type { TextFormat } from '../transfer/export/text-format.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'
import { type DamagedOption, withStore } from './with-store.ts'

export interface PrintJob extends DamagedOption {
  readonly store: string
  readonly format: TextFormat
  readonly masks: readonly PayloadPath[]
  readonly selection: Selection
}

/** Writes events to the standard output, as quickly as whoever reads it takes them. */
export async function printEvents(
  { store, format, masks, selection, damaged = false }: PrintJob,
  terminal: Terminal,
): Promise<ExitCode> {
  const events = await withStore(
    store,
    async (opened, signal) => {
      let written = 0
      const pages = exportedPages(opened, { ...selection, signal })
      for await (const { bytes, events } of exportHistory(pages, { format, masks, signal })) {
        process.stdout.write(bytes)
        written = events
        await terminal.drained(signal)
      }
      return written
    },
    { damaged },
  )
  return events === 0 ? exitCodes.findings : exitCodes.done
}
