import type { Slice } from './explorer-store.ts'

export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** The shares, in percent, of the panels of one group by their names. */
export type PanelShares = Readonly<Record<string, number>>

export interface LayoutSlice {
  readonly theme: Theme
  /** Panel sizes by the name of their group; a group that nobody resized has none. */
  readonly panels: Readonly<Record<string, PanelShares>>

  readonly setTheme: (theme: Theme) => void
  readonly resizePanels: (group: string, shares: PanelShares) => void
}

export const createLayoutSlice: Slice<LayoutSlice> = () => (set) => ({
  theme: 'system',
  panels: {},

  setTheme: (theme) => set({ theme }),
  resizePanels: (group, shares) => set(({ panels }) => ({ panels: { ...panels, [group]: shares } })),
})
