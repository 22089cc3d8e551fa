import { useStore } from 'zustand'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { countText } from '../ui/count-text.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { copySelected } from './copy-selected.ts'

/** How many events are selected together, and what can be done with them. */
export function SelectionBar({ explorer }: { readonly explorer: ExplorerStore }) {
  const count = useStore(explorer, (state) => state.selection.size)
  const state = explorer.getState()
  return (
    <div className="log-bar log-bar-selection" role="toolbar" aria-label="Selected events">
      <output className="log-bar-count">{countText(count)} selected</output>
      <Action
        icon="compare"
        name="Compare"
        text="Compare"
        disabledWhy={count === 2 ? '' : 'two can be compared'}
        onDo={state.compareSelected}
      />
      <Action icon="export" name="Export" text="Export" onDo={state.exportSelected} />
      <Action
        icon="table"
        name="Copy as a Markdown table"
        text="Table"
        onDo={() => copySelected(explorer.getState())}
      />
      <Action icon="save" name="Make a fixture" text="Fixture" onDo={state.saveSelectedFixture} />
      <Action icon="what-if" name="What-if without them" text="What-if" onDo={state.whatIfWithoutSelected} />
      <span className="log-bar-space" />
      <Action icon="close" name="Select one only" text="" onDo={state.clearSelection} />
    </div>
  )
}

interface ActionProps {
  readonly icon: IconName
  readonly name: string
  /** What is shown of the name where there is room. */
  readonly text: string
  /** Why it cannot be done now; '' where it can. */
  readonly disabledWhy?: string
  readonly onDo: () => void
}

function Action({ icon, name, text, disabledWhy = '', onDo }: ActionProps) {
  return (
    <button
      type="button"
      className="button button-quiet"
      aria-label={name}
      title={disabledWhy === '' ? name : `${name}: ${disabledWhy}`}
      disabled={disabledWhy !== ''}
      onClick={onDo}
    >
      <Icon name={icon} />
      {text !== '' && <span className="log-bar-text">{text}</span>}
    </button>
  )
}
