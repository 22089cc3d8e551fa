import { useStore } from 'zustand'
import { type OtherProjection, otherOf } from '../../state/comparison-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'

interface CompareSidesProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
}

/** What the projection is compared with: another tab, or its own source as it ran before. */
export function CompareSides({ explorer, tab }: CompareSidesProps) {
  const tabs = useStore(explorer, (state) => state.projections)
  const versions = useStore(explorer, (state) => state.versions[tab.id]) ?? []
  const other = useStore(explorer, (state) => JSON.stringify(otherOf(state, tab.id)))
  const asking = useStore(explorer, (state) => state.comparison.kind === 'asking')
  const { chooseOther, compareProjections, stopComparing } = explorer.getState()
  const newest = versions.at(-1)?.number ?? 0
  const choices = [
    ...versions
      .slice(0, -1)
      .map(({ number }): Choice => [{ kind: 'version', version: number }, versionText(newest - number)]),
    ...tabs.filter(({ id }) => id !== tab.id).map(({ id, name }): Choice => [{ kind: 'tab', tab: id }, name]),
  ]
  if (choices.length === 0) return <span className="quiet">There is no other projection, and no earlier version</span>
  return (
    <>
      <select
        className="select read-other"
        aria-label="Compare with"
        value={other}
        onChange={({ target }) => {
          const chosen = choices.find(([one]) => JSON.stringify(one) === target.value)
          if (chosen) chooseOther(tab.id, chosen[0])
        }}
      >
        {choices.map(([one, text]) => (
          <option key={JSON.stringify(one)} value={JSON.stringify(one)}>
            {text}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="button button-small"
        title="Folds both projections up to the playhead"
        onClick={asking ? stopComparing : compareProjections}
      >
        {asking ? 'Stop' : 'Compare'}
      </button>
    </>
  )
}

type Choice = readonly [OtherProjection, string]

function versionText(editsAgo: number): string {
  return editsAgo === 1 ? 'One edit ago' : `${editsAgo} edits ago`
}
