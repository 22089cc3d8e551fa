import { type FormEvent, useId, useState } from 'react'
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
  const [keysId, pathsId] = [useId(), useId()]

  function add(event: FormEvent): void {
    event.preventDefault()
    if (path !== undefined && key !== '') onAdd({ key, path })
  }

  return (
    <form
      className="read-condition"
      onSubmit={add}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      <input
        className="field mono"
        aria-label="Key"
        list={keysId}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: the form opens where the person just asked for it
        autoFocus
        value={key}
        onChange={({ target }) => setKey(target.value)}
      />
      <datalist id={keysId}>
        {rows.map((one) => (
          <option key={one.key} value={one.key} />
        ))}
      </datalist>
      <input
        className="field mono"
        aria-label="Path of a number"
        aria-invalid={path === undefined}
        title="A path in the state, such as lines[0].cents; empty for the whole state"
        list={pathsId}
        spellCheck={false}
        value={pathTyped}
        onChange={({ target }) => setPathTyped(target.value)}
      />
      <datalist id={pathsId}>
        {paths.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <button type="submit" className="button button-small" disabled={path === undefined || key === ''}>
        Add
      </button>
      <button type="button" className="button button-quiet button-icon" aria-label="Cancel" onClick={onCancel}>
        <Icon name="close" />
      </button>
    </form>
  )
}
