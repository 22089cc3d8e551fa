import type { ExportChoice, ExportFormat } from '../../contract/host-contract.ts'
import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { StreamName } from '../../core/event.ts'
import { EVERYTHING } from '../../core/event-filter.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { selectedPositions } from './selection-slice.ts'

export const exportScopes = ['everything', 'view', 'stream', 'event', 'selection'] as const

/** Which events are taken out: all, those of the grid's view, those of the stream at hand, the active one, or all that are selected. */
export type ExportScope = (typeof exportScopes)[number]

type Exporting =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'running'; readonly events: number }
  | { readonly kind: 'done'; readonly fileName: string; readonly events: number; readonly leftOut: number }
  | { readonly kind: 'failed'; readonly failure: ErrorRecord }

export interface ExportSlice {
  /** Absent while the dialog is closed. */
  readonly exporting: Exporting | undefined
  readonly exportFormat: ExportFormat
  readonly exportScope: ExportScope

  readonly openExport: () => void
  /** An export that is under way is cancelled. */
  readonly closeExport: () => void
  readonly chooseExport: (choice: Partial<Pick<ExportSlice, 'exportFormat' | 'exportScope'>>) => void
  readonly startExport: () => void
  readonly cancelExport: () => void
}

export const createExportSlice: Slice<ExportSlice> =
  ({ link, activity, saveFile }) =>
  (set, get) => {
    let running = new AbortController()

    async function run(choice: ExportChoice, signal: AbortSignal): Promise<void> {
      const parts: Blob[] = []
      for await (const message of link.export(choice, signal)) {
        if (signal.aborted) return
        if (message.kind === 'part') {
          // A blob each: the browser may put them on disk.
          parts.push(new Blob([bytesOf(message.base64)]))
          set({ exporting: { kind: 'running', events: message.done } })
        } else {
          const { fileName, mediaType, events, leftOut } = message
          saveFile(new Blob(parts, { type: mediaType }), fileName)
          set({ exporting: { kind: 'done', fileName, events, leftOut } })
        }
      }
      if (!signal.aborted && get().exporting?.kind === 'running')
        throw new EpochError('host-unreachable', 'the host ended without an answer; try again')
    }

    return {
      exporting: undefined,
      exportFormat: 'ndjson',
      exportScope: 'everything',

      openExport() {
        const exportScope = scopeAtHand(get())
        set({ exporting: { kind: 'choosing' }, exportScope })
      },
      closeExport() {
        running.abort()
        set({ exporting: undefined })
      },
      chooseExport: (choice) => set({ ...choice, exporting: { kind: 'choosing' } }),
      startExport() {
        running.abort()
        running = new AbortController()
        const { signal } = running
        const end = activity.begin()
        set({ exporting: { kind: 'running', events: 0 } })
        run(choiceOf(get()), signal)
          .catch((error: unknown) => {
            if (signal.aborted) return
            if (!(error instanceof EpochError)) reportError(error)
            set({ exporting: { kind: 'failed', failure: errorRecord(error) } })
          })
          .finally(end)
      },
      cancelExport() {
        running.abort()
        set({ exporting: { kind: 'choosing' } })
      },
    }
  }

/** The stream that the log is narrowed to, else that of the selected event. */
export function streamAtHand({ view, inspection }: ExplorerState): StreamName | undefined {
  return view.streams?.[0] ?? (inspection.kind === 'shown' ? inspection.inspected.event.stream : undefined)
}

/** What was chosen last, where there still is such a thing. */
function scopeAtHand(state: ExplorerState): ExportScope {
  const { exportScope, selected, selection } = state
  if (exportScope === 'stream' && streamAtHand(state) === undefined) return 'everything'
  if (exportScope === 'selection' && selection.size === 0) return 'everything'
  return exportScope === 'event' && selected === undefined ? 'everything' : exportScope
}

function choiceOf(state: ExplorerState): ExportChoice {
  return { format: state.exportFormat, masks: state.masks, ...scopeOf(state) }
}

function scopeOf(state: ExplorerState): Pick<ExportChoice, 'filter' | 'positions'> {
  const { exportScope, view, selected } = state
  const stream = streamAtHand(state)
  if (exportScope === 'view') return { filter: view }
  if (exportScope === 'stream' && stream !== undefined) return { filter: { streams: [stream] } }
  if (exportScope === 'event' && selected !== undefined) return { filter: EVERYTHING, positions: [selected] }
  if (exportScope === 'selection') return { filter: EVERYTHING, positions: selectedPositions(state) }
  return { filter: EVERYTHING }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at)
  return bytes
}
