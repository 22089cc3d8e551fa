import type { Ticket } from '../../contract/host-contract.ts'
import { EpochError, type ErrorRecord, errorRecord } from '../../core/errors.ts'
import type { MappingPreview, SourceOutline } from '../../core/store-mapping.ts'
import type { ExplorerState, Slice } from './explorer-store.ts'
import { draftOf, likeliestTable, type MappingDraft, mappingOf, missingParts } from './mapping-draft.ts'
import { newestWins } from './newest-wins.ts'
import type { Source } from './session-slice.ts'

interface MappableSource extends Source {
  readonly ticket: Ticket
}

/** A file of which a person says which column is which. */
interface Mapper extends MappableSource {
  /** Absent until it came. */
  readonly outline: SourceOutline | undefined
  readonly draft: MappingDraft | undefined
  /** What the draft makes of the first rows; absent until it came, and while a part is missing. */
  readonly preview: MappingPreview | undefined
  readonly failure: ErrorRecord | undefined
}

export interface MapperSlice {
  /** Absent while nothing is mapped. */
  readonly mapper: Mapper | undefined

  /** Looks into the file that could not be opened, or was opened by a mapping. */
  readonly openMapper: () => Promise<void>
  readonly closeMapper: () => void
  /** Begins anew with another table, as its columns suggest. */
  readonly chooseTable: (name: string) => void
  readonly editMapping: (change: Partial<MappingDraft>) => void
  /** Keeps the mapping and opens the file by it. */
  readonly openMapped: () => Promise<void>
}

const PREVIEW_PAUSE_MS = 250

/** Failures of opening that a mapping may mend. */
const mendable: readonly string[] = ['store-unknown-schema', 'import-unrecognised']

/** Whether saying which column is which may help to open the file, or to open it otherwise. */
export function isMappable({ session }: ExplorerState): boolean {
  if (!('source' in session) || session.source.ticket === undefined) return false
  return session.kind === 'failed'
    ? mendable.includes(session.failure.code)
    : session.store.recognised.sureness !== 'certain'
}

export const createMapperSlice: Slice<MapperSlice> =
  ({ host, clock, activity }) =>
  (set, get) => {
    let stopWaiting = (): void => {}

    function change(part: Partial<Mapper>): void {
      set(({ mapper }) => ({ mapper: mapper && { ...mapper, ...part } }))
    }

    /** What goes wrong is shown with the mapping that it is about, if that is still the one. */
    async function attempt(isAbout: () => boolean, task: () => Promise<void>): Promise<void> {
      const end = activity.begin()
      try {
        await task()
      } catch (error) {
        if (!(error instanceof EpochError)) reportError(error)
        if (isAbout()) change({ failure: errorRecord(error) })
      } finally {
        end()
      }
    }

    const preview = newestWins<MappingDraft>((draft) =>
      attempt(
        () => get().mapper?.draft === draft,
        async () => {
          const ticket = get().mapper?.ticket
          if (ticket === undefined) return
          const answer = await host.request('files.previewMapping', { ticket, mapping: mappingOf(draft) })
          if (get().mapper?.draft === draft) change({ preview: answer, failure: undefined })
        },
      ),
    )

    function become(draft: MappingDraft, pauseMs: number): void {
      stopWaiting()
      change({ draft, failure: undefined, ...(missingParts(draft).length > 0 && { preview: undefined }) })
      if (missingParts(draft).length === 0) stopWaiting = clock.after(pauseMs, () => preview(draft))
    }

    return {
      mapper: undefined,

      async openMapper() {
        const { session } = get()
        if (!('source' in session) || !isMappable(get())) return
        const { ticket, from } = session.source
        if (ticket === undefined) return
        const isAbout = (): boolean => get().mapper?.ticket === ticket
        set({ mapper: { ticket, from, outline: undefined, draft: undefined, preview: undefined, failure: undefined } })
        await attempt(isAbout, async () => {
          const outline = await host.request('files.outline', { ticket })
          if (!isAbout()) return
          change({ outline })
          const table = likeliestTable(outline)
          if (table !== undefined) become(draftOf(table), 0)
        })
      },
      closeMapper() {
        stopWaiting()
        set({ mapper: undefined })
      },
      chooseTable(name) {
        const table = get().mapper?.outline?.tables.find((one) => one.name === name)
        if (table === undefined) return
        change({ preview: undefined })
        become(draftOf(table), 0)
      },
      editMapping(part) {
        const draft = get().mapper?.draft
        if (draft !== undefined) become({ ...draft, ...part }, PREVIEW_PAUSE_MS)
      },
      async openMapped() {
        const { ticket, from, draft } = get().mapper ?? {}
        if (ticket === undefined || draft === undefined || missingParts(draft).length > 0) return
        stopWaiting()
        await attempt(
          () => get().mapper?.draft === draft,
          async () => {
            await host.request('files.saveMapping', { ticket, mapping: mappingOf(draft) })
            await get().openStore(ticket, from)
          },
        )
      },
    }
  }
