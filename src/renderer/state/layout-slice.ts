import type { Slice } from './explorer-store.ts'

export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** The shares, in percent, of the panels of one group by their names. */
export type PanelShares = Readonly<Record<string, number>>

export const middles = ['log', 'lanes', 'correlation'] as const

/** What stands in the middle of the window: the log, streams side by side, or everything of one correlation. */
export type Middle = (typeof middles)[number]

export const leftSides = ['streams', 'types', 'saved'] as const

/** What the left side lists: streams, types of events, or what a person put by: filters and bookmarks. */
export type LeftSide = (typeof leftSides)[number]

export const zones = ['utc', 'local'] as const

/** The zone that times are shown in: UTC, or the one that the machine is in. */
export type Zone = (typeof zones)[number]

export interface LayoutSlice {
  readonly theme: Theme
  readonly zone: Zone
  readonly middle: Middle
  readonly leftSide: LeftSide
  /** Panel sizes by the name of their group; a group that nobody resized has none. */
  readonly panels: Readonly<Record<string, PanelShares>>

  readonly setTheme: (theme: Theme) => void
  readonly setZone: (zone: Zone) => void
  readonly showMiddle: (middle: Middle) => void
  readonly showLeft: (side: LeftSide) => void
  readonly resizePanels: (group: string, shares: PanelShares) => void
}

export const createLayoutSlice: Slice<LayoutSlice> = () => (set) => ({
  theme: 'system',
  zone: 'utc',
  middle: 'log',
  leftSide: 'streams',
  panels: {},

  setTheme: (theme) => set({ theme }),
  setZone: (zone) => set({ zone }),
  showMiddle: (middle) => set({ middle }),
  showLeft: (leftSide) => set({ leftSide }),
  resizePanels: (group, shares) => set(({ panels }) => ({ panels: { ...panels, [group]: shares } })),
})
