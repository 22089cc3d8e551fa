import type { Ticket } from '../../contract/host-contract.ts'
import type { ImportReport } from '../../contract/import-report.ts'
import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { Slice } from './explorer-store.ts'

type Importing =
  | { readonly kind: 'choosing' }
  /** `total` is absent where it is not known. */
  | {
      readonly kind: 'running'
      readonly what: string
      readonly done: number
      readonly total?: number
      readonly events?: number
    }
  /** What was added by then stays. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'done'; readonly report: ImportReport }
  | { readonly kind: 'failed'; readonly failure: ErrorRecord }

export interface ImportSlice {
  /** Importing a file into the open store, from choosing it to its report; absent while its dialog is closed. */
  readonly importing: Importing | undefined

  /** Lets the person choose a file: in the system's dialog where the host has one, else from the host's list. */
  readonly openImport: () => void
  readonly importFile: (ticket: Ticket) => void
  readonly cancelImport: () => void
  /** An import that is under way is cancelled. */
  readonly closeImport: () => void
  /** Shows what importing came to when the store was opened. */
  readonly showImported: () => void
  /** Gives all faults that a report has as a file: NDJSON, one a line. */
  readonly saveImportReport: (report: ImportReport) => void
  /** Before another store is opened. */
  readonly forgetImport: () => void
}

export const createImportSlice: Slice<ImportSlice> =
  ({ host, link, activity, saveFile }) =>
  (set, get) => {
    let running = new AbortController()

    async function run(ticket: Ticket, signal: AbortSignal): Promise<void> {
      for await (const message of link.import(ticket, signal)) {
        if (signal.aborted) return
        if (message.kind === 'imported') set({ importing: { kind: 'done', report: message.imported } })
        else set({ importing: { ...message, kind: 'running' } })
      }
      if (!signal.aborted && get().importing?.kind === 'running')
        throw new EpochError('host-unreachable', 'the host ended without an answer; import the file again to go on')
    }

    async function choose(): Promise<void> {
      const { left } = link
      const { ticket } = await host.request('files.choose', { purpose: 'import' })
      if (ticket !== undefined && !left.aborted) get().importFile(ticket)
    }

    return {
      importing: undefined,

      openImport() {
        if (get().hostInfo?.dialogs) void link.inBackground(choose)
        else set({ importing: { kind: 'choosing' } })
      },

      importFile(ticket) {
        running.abort()
        running = new AbortController()
        const { signal } = running
        const end = activity.begin()
        set({ importing: { kind: 'running', what: 'Importing', done: 0 } })
        run(ticket, signal)
          .catch((error: unknown) => {
            if (signal.aborted) return
            if (!(error instanceof EpochError)) reportError(error)
            set({ importing: { kind: 'failed', failure: errorRecord(error) } })
          })
          .finally(end)
      },

      cancelImport() {
        running.abort()
        if (get().importing?.kind === 'running') set({ importing: { kind: 'cancelled' } })
      },

      closeImport() {
        running.abort()
        set({ importing: undefined })
      },

      showImported() {
        const { imported } = get()
        if (imported !== undefined) set({ importing: { kind: 'done', report: imported } })
      },

      saveImportReport({ faults }) {
        const lines = faults.map((fault) => `${JSON.stringify(fault)}\n`)
        saveFile(new Blob(lines, { type: 'application/x-ndjson' }), 'import-report.ndjson')
      },

      forgetImport() {
        running.abort()
        set({ importing: undefined })
      },
    }
  }
