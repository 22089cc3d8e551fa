import type { Slice } from './explorer-store.ts'
import { type Settings, type Theme, type Zone, type Zoom, zooms } from './settings-store.ts'

/** The shares, in percent, of the panels of one group by their names. */
export type PanelShares = Readonly<Record<string, number>>

/** What stands in the middle of the window: the log, streams side by side, or everything of one correlation. */
export type Middle = 'log' | 'lanes' | 'correlation'

export const leftSides = ['streams', 'types', 'saved'] as const

/** What the left side lists: streams, types of events, or what a person put by: filters and bookmarks. */
export type LeftSide = (typeof leftSides)[number]

export const closablePanels = ['left', 'side', 'projection', 'timeline'] as const

/** The panels that a person can close and open again. */
export type ClosablePanel = (typeof closablePanels)[number]

type ZoomStep = 'in' | 'out' | 'reset'

/** The window's settings as they are, and how its panels are laid out for this store. */
export interface LayoutSlice extends Settings {
  readonly middle: Middle
  readonly leftSide: LeftSide
  /** Panel sizes by the name of their group; a group that nobody resized has none. */
  readonly panels: Readonly<Record<string, PanelShares>>
  /** In no order that means anything. */
  readonly closedPanels: readonly ClosablePanel[]
  /** Rises when all panels are to have the sizes again that they began with. */
  readonly panelResets: number

  readonly setTheme: (theme: Theme) => void
  /** A theme that was kept with a store, as themes once were: holds as long as nobody has chosen one for the window. */
  readonly suggestTheme: (theme: Theme) => void
  readonly setZone: (zone: Zone) => void
  readonly setZoom: (step: ZoomStep) => void
  readonly showMiddle: (middle: Middle) => void
  readonly showLeft: (side: LeftSide) => void
  readonly resizePanels: (group: string, shares: PanelShares) => void
  readonly openPanel: (panel: ClosablePanel) => void
  readonly closePanel: (panel: ClosablePanel) => void
  readonly togglePanel: (panel: ClosablePanel) => void
  /** Opens all panels and forgets their sizes. */
  readonly resetPanels: () => void
}

export const createLayoutSlice: Slice<LayoutSlice> =
  ({ link, settings }) =>
  (set, get, api) => {
    const ofWindow = ({ theme, zone, zoom }: Settings): Settings => ({ theme, zone, zoom })
    settings.subscribe((state) => set(ofWindow(state)))

    api.subscribe((state, before) => {
      if (state.side !== before.side) get().openPanel('side')
    })

    function change(part: Partial<Settings>): void {
      void link.inBackground(() => settings.getState().change(part))
    }

    return {
      ...ofWindow(settings.getState()),
      middle: 'log',
      leftSide: 'streams',
      panels: {},
      closedPanels: [],
      panelResets: 0,

      setTheme: (theme) => change({ theme }),
      suggestTheme: (theme) => settings.getState().suggestTheme(theme),
      setZone: (zone) => change({ zone }),
      setZoom: (step) => change({ zoom: zoomAfter(get().zoom, step) }),
      showMiddle: (middle) => set({ middle }),
      showLeft(leftSide) {
        get().openPanel('left')
        set({ leftSide })
      },
      resizePanels: (group, shares) => set(({ panels }) => ({ panels: { ...panels, [group]: shares } })),
      openPanel: (panel) => set(({ closedPanels }) => ({ closedPanels: closedPanels.filter((one) => one !== panel) })),
      closePanel: (panel) =>
        set(({ closedPanels }) => ({ closedPanels: [...closedPanels.filter((one) => one !== panel), panel] })),
      togglePanel(panel) {
        const { closedPanels, openPanel, closePanel } = get()
        if (closedPanels.includes(panel)) openPanel(panel)
        else closePanel(panel)
      },
      resetPanels: () => set(({ panelResets }) => ({ panels: {}, closedPanels: [], panelResets: panelResets + 1 })),
    }
  }

function zoomAfter(zoom: Zoom, step: ZoomStep): Zoom {
  if (step === 'reset') return 100
  return zooms[zooms.indexOf(zoom) + (step === 'in' ? 1 : -1)] ?? zoom
}
