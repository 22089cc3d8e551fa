import { useState } from 'react'
import { useStore } from 'zustand'
import { type ChartLine, lineId, MAX_LINES } from '../../state/chart-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import { numericPaths } from '../../state/numeric-paths.ts'
import { parsePath } from '../../state/parse-path.ts'
import { pathText } from '../../state/path-text.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import { readingOf } from '../../state/reading-slice.ts'
import { Choice } from '../../ui/Choice.tsx'
import { countText } from '../../ui/count-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import { type StepPoint, valueAt } from '../../ui/step-path.ts'
import { AddForm, SuggestingField } from './AddForm.tsx'
import { lineText } from './line-text.ts'

interface ChartBarProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly shown: readonly { readonly line: ChartLine; readonly points: readonly StepPoint[] }[]
  /** Where the playhead is on the axis. */
  readonly cursorX: number
  readonly as: 'chart' | 'table'
  readonly onShowAs: (as: 'chart' | 'table') => void
}

/** Which lines are shown, each with its value at the playhead, and over what. */
export function ChartBar({ explorer, tab, shown, cursorX, as, onShowAs }: ChartBarProps) {
  const [adding, setAdding] = useState(false)
  const axis = useStore(explorer, (state) => state.chartAxis)
  const hasTimes = useStore(explorer, (state) => state.histogram !== undefined)
  const { addChartLine, removeChartLine, setChartAxis } = explorer.getState()
  return (
    <div className="read-bar">
      {shown.map(({ line, points }, place) => (
        <button
          key={lineId(line)}
          type="button"
          className={`read-chip series-${place + 1}`}
          title="Take this line away"
          onClick={() => removeChartLine(tab.id, line)}
        >
          <span className="chart-swatch" />
          <span className="read-chip-text">{lineText(line)}</span>
          <b>{valueText(valueAt(points, cursorX))}</b>
          <span className="visually-hidden">: take this line away</span>
          <Icon name="close" />
        </button>
      ))}
      {adding ? (
        <LineForm
          explorer={explorer}
          tab={tab}
          onAdd={(line) => {
            addChartLine(tab.id, line)
            setAdding(false)
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <button
          type="button"
          className="button button-quiet button-small"
          aria-label="Add a line"
          title="Add a line"
          disabled={shown.length >= MAX_LINES}
          onClick={() => setAdding(true)}
        >
          <Icon name="add" />
        </button>
      )}
      <span className="projection-space" />
      {hasTimes && (
        <Choice
          label="Over"
          options={[
            ['position', 'Position'],
            ['time', 'Time'],
          ]}
          value={axis}
          onChoose={setChartAxis}
        />
      )}
      <ShowAs as={as} onShowAs={onShowAs} />
    </div>
  )
}

function ShowAs({ as, onShowAs }: Pick<ChartBarProps, 'as' | 'onShowAs'>) {
  const other = as === 'table' ? 'chart' : 'table'
  const label = other === 'chart' ? 'Show lines' : 'Show numbers'
  return (
    <button
      type="button"
      className="button button-quiet button-small"
      aria-label={label}
      title={label}
      onClick={() => onShowAs(other)}
    >
      <Icon name={other === 'chart' ? 'chart' : 'menu'} />
    </button>
  )
}

function valueText(value: number | undefined): string {
  return value === undefined ? '–' : countText(value)
}

const MAX_PATHS = 50

interface LineFormProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly onAdd: (line: ChartLine) => void
  readonly onCancel: () => void
}

function LineForm({ explorer, tab, onAdd, onCancel }: LineFormProps) {
  const rows = tab.view?.rows ?? []
  const [key, setKey] = useState(readingOf(explorer.getState(), tab.id).key ?? rows[0]?.key ?? '')
  const row = rows.find((one) => one.key === key) ?? rows[0]
  const paths = row === undefined ? [] : numericPaths(row.json, MAX_PATHS).map(pathText)
  const [pathTyped, setPathTyped] = useState(paths[0] ?? '')
  const path = parsePath(pathTyped.trim())

  return (
    <AddForm
      isWhole={path !== undefined && key !== ''}
      onAdd={() => path !== undefined && onAdd({ key, path })}
      onCancel={onCancel}
    >
      <SuggestingField label="Key" value={key} suggestions={rows.map((one) => one.key)} isFirst onChange={setKey} />
      <SuggestingField
        label="Path of a number"
        title="A path in the state, such as lines[0].cents; empty for the whole state"
        value={pathTyped}
        suggestions={paths}
        isWrong={path === undefined}
        onChange={setPathTyped}
      />
    </AddForm>
  )
}
