import type { StreamSummary } from '../../core/log-index.ts'
import type { Slice } from './explorer-store.ts'
import { newestWins } from './newest-wins.ts'

export interface PaletteSlice {
  /** What is typed into the palette; absent while it is closed. */
  readonly paletteText: string | undefined
  /** The streams that fit the text best; those of an earlier text while newer ones are on their way. */
  readonly paletteStreams: readonly StreamSummary[]
  readonly shortcutsOpen: boolean

  readonly openPalette: () => void
  readonly closePalette: () => void
  /** Looks for streams too; the newest text wins. */
  readonly typeInPalette: (text: string) => void
  readonly openShortcuts: () => void
  readonly closeShortcuts: () => void
}

const MAX_STREAMS = 12

const closed = { paletteText: undefined, paletteStreams: [], shortcutsOpen: false } satisfies Partial<PaletteSlice>

export const createPaletteSlice: Slice<PaletteSlice> =
  ({ link }) =>
  (set, get) => {
    const findStreams = newestWins<string>((text) =>
      link.inBackground(async () => {
        const { streams } = await get().findStreams(text, MAX_STREAMS)
        if (get().paletteText?.trim() === text) set({ paletteStreams: streams })
      }),
    )
    link.onLeave(() => set(closed))
    return {
      ...closed,

      openPalette: () => set({ paletteText: '', paletteStreams: [], shortcutsOpen: false }),
      closePalette: () => set({ paletteText: undefined, paletteStreams: [] }),
      typeInPalette(text) {
        set({ paletteText: text })
        const wanted = text.trim()
        if (wanted === '') set({ paletteStreams: [] })
        else findStreams(wanted)
      },
      openShortcuts: () => set({ shortcutsOpen: true, paletteText: undefined }),
      closeShortcuts: () => set({ shortcutsOpen: false }),
    }
  }
