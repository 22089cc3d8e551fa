import { type KeyboardEvent, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { storePosition } from '../../../core/what-if.ts'
import type { StateRow } from '../../../projection/state-view.ts'
import { blameId, shownCell } from '../../state/blame-slice.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ReadModelView } from '../../state/projection-port.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import type { Reading } from '../../state/reading-slice.ts'
import { Choice } from '../../ui/Choice.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { countText } from '../../ui/count-text.ts'
import { Icon } from '../../ui/Icon.tsx'
import { JsonTree } from '../../ui/JsonTree.tsx'
import type { JsonRow } from '../../ui/json-rows.ts'
import { blameOf } from './blame-of.ts'
import { EventLink } from './EventLink.tsx'
import { leafMenu } from './leaf-menu.ts'

interface ReadModelTreeProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly view: ReadModelView
  readonly reading: Reading
  /** Over another history than the store's nobody can be asked which event set what. */
  readonly over?: 'what-if'
}

/** One cell as a tree, in which each value says which event last set it. */
export function ReadModelTree({ explorer, tab, view, reading, over }: ReadModelTreeProps) {
  const row = shownCell(tab, reading.key)
  const [chosen, setOf] = useState<'state' | 'result'>('state')
  const of = row && hasResult(row) ? chosen : 'state'
  return (
    <div className="read-form">
      <div className="read-bar">
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => explorer.getState().setReadForm(tab.id, 'table')}
        >
          <Icon name="left" /> Rows
        </button>
        <span className="mono read-bar-key" title={reading.key ?? row?.key}>
          {reading.key ?? row?.key ?? 'No cell'}
        </span>
        {row && (
          <>
            <span className="quiet">
              changed by <EventLink explorer={explorer} position={row.changedAt} />
            </span>
            {over === undefined && <BlameState explorer={explorer} tab={tab} row={row} />}
            <span className="projection-space" />
            {hasResult(row) && (
              <Choice
                label="What is shown of it"
                options={[
                  ['state', 'State'],
                  ['result', 'Result'],
                ]}
                value={of}
                onChoose={setOf}
              />
            )}
            <CopyButton label="Copy the JSON" text={of === 'result' ? (row.result ?? row.json) : row.json} />
          </>
        )}
      </div>
      {row ? (
        <Shown explorer={explorer} tab={tab} row={row} of={of} {...(over && { over })} />
      ) : (
        <p className="panel-empty">{emptyText(reading, view)}</p>
      )}
    </div>
  )
}

interface CellProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly row: StateRow
  readonly over?: 'what-if'
}

/** Whether the projection gives out something else in the state's place. */
function hasResult({ json, result, resultError }: StateRow): boolean {
  return (result !== undefined && result !== json) || resultError !== undefined
}

function Shown({ of, ...cell }: CellProps & { readonly of: 'state' | 'result' }) {
  const { key, result, resultError } = cell.row
  if (of === 'state') return <Cell {...cell} />
  if (result !== undefined) return <JsonTree label={`Result of ${key}`} text={result} />
  return <p className="note note-failure">{resultError}</p>
}

function Cell({ explorer, tab, row, over }: CellProps) {
  const blame = useStore(explorer, (state) => state.blame)
  const answer =
    over === undefined && blame.of === blameId(tab, row) && blame.asked.kind === 'answered'
      ? blame.asked.answer
      : undefined
  const setBy = useMemo(() => answer && blameOf(answer), [answer])

  /** Enter moves the playhead to the event that set the line, the space bar only selects it. */
  function onLineKey(line: JsonRow, event: KeyboardEvent): boolean {
    const position = setBy?.(line.steps)
    if (position === undefined || line.node.size > 0 || (event.key !== 'Enter' && event.key !== ' ')) return false
    event.preventDefault()
    explorer.getState().selectEvent(position)
    if (event.key === 'Enter') explorer.getState().scrubTo(position)
    return true
  }

  return (
    <JsonTree
      label={`State of ${row.key}`}
      text={row.json}
      asideOf={(line) => {
        const position = line.open ? undefined : setBy?.(line.steps)
        return position === undefined ? null : (
          <span className="blame">
            <EventLink explorer={explorer} position={position} />
          </span>
        )
      }}
      menuOf={(line) => leafMenu(explorer, tab, row.key, line)}
      onLineKey={onLineKey}
    />
  )
}

function BlameState({ explorer, tab, row }: CellProps) {
  const blame = useStore(explorer, (state) => state.blame)
  if (blame.of !== blameId(tab, row)) return null
  switch (blame.asked.kind) {
    case 'asking':
      return <span className="quiet">asking who set what…</span>
    case 'failed':
      return <span className="text-failure">{blame.asked.message}</span>
    default:
      return null
  }
}

function emptyText({ key }: Reading, view: ReadModelView): string {
  const at = countText(storePosition(view.position))
  return key === undefined ? `There is no state at position ${at}.` : `There is no state of ${key} at position ${at}.`
}
