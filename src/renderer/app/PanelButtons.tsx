import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { ClosablePanel } from '../state/layout-slice.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { keysOf } from './commands/keys-of.ts'

const buttons: readonly { readonly panel: ClosablePanel; readonly label: string; readonly icon: IconName }[] = [
  { panel: 'left', label: 'Lists', icon: 'panel-left' },
  { panel: 'timeline', label: 'Timeline', icon: 'panel-top' },
  { panel: 'projection', label: 'Projection', icon: 'panel-bottom' },
  { panel: 'side', label: 'Side', icon: 'panel-right' },
]

/** Close the panels of the window and open them again, each a button that is pressed while its panel is open. */
export function PanelButtons({ explorer }: { readonly explorer: ExplorerStore }) {
  const closed = useStore(explorer, (state) => state.closedPanels)
  return (
    <fieldset className="panel-buttons" aria-label="Panels">
      {buttons.map(({ panel, label, icon }) => (
        <button
          key={panel}
          type="button"
          className="button button-quiet button-icon"
          aria-label={label}
          aria-pressed={!closed.includes(panel)}
          title={`${closed.includes(panel) ? 'Show' : 'Hide'}: ${label} (${keysOf(`window.${panel}`)})`}
          onClick={() => explorer.getState().togglePanel(panel)}
        >
          <Icon name={icon} size="large" />
        </button>
      ))}
    </fieldset>
  )
}
