import { useState } from 'react'
import { useStore } from 'zustand'
import type { SkipReason } from '../../core/projection.ts'
import type { CellChange, EventInspection } from '../../projection/ask/questions.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import type { EventInProjection } from '../state/why-not-slice.ts'
import { Choice } from '../ui/Choice.tsx'
import { counted, countText } from '../ui/count-text.ts'
import { Icon } from '../ui/Icon.tsx'
import { JsonDiffTree } from '../ui/JsonDiffTree.tsx'
import { JsonTree } from '../ui/JsonTree.tsx'

/** What the event did to each open projection, or why nothing. */
export function InProjections({ explorer }: { readonly explorer: ExplorerStore }) {
  const inProjections = useStore(explorer, (state) => state.inProjections)
  const isShown = useStore(explorer, ({ whyNotOf, selected }) => whyNotOf === selected)
  const [form, setForm] = useState<CellForm>('changes')
  if (inProjections.length === 0) return null
  return (
    <section className="inspector-part" aria-label="In the open projections" aria-busy={!isShown}>
      <div className="inspector-part-head">
        <h3 className="inspector-part-title">Projections</h3>
        {inProjections.some(hasCells) && (
          <Choice label="What is shown of the states" options={cellForms} value={form} onChoose={setForm} />
        )}
      </div>
      {inProjections.map((one) => (
        <OneProjection key={one.tab} explorer={explorer} one={one} form={form} />
      ))}
    </section>
  )
}

/** Of each touched state: how it changed, or all of it before or after the event. */
type CellForm = 'changes' | 'before' | 'after'

const cellForms = [
  ['changes', 'Changes'],
  ['before', 'Before'],
  ['after', 'After'],
] as const

function hasCells({ did }: EventInProjection): boolean {
  return did.kind === 'known' && did.inspection.cells.length > 0
}

interface OneProjectionProps {
  readonly explorer: ExplorerStore
  readonly one: EventInProjection
  readonly form: CellForm
}

function OneProjection({ explorer, one, form }: OneProjectionProps) {
  const { name, tab, did } = one
  const [open, setOpen] = useState(true)
  const canClose = hasCells(one)
  return (
    <section className="in-projection" aria-label={name}>
      <div className="in-projection-head">
        {canClose && (
          <button
            type="button"
            className="in-projection-twist"
            aria-label={`States of ${name}`}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'right'} />
          </button>
        )}
        <button
          type="button"
          className="link in-projection-name"
          title="Show this projection"
          onClick={() => explorer.getState().activateProjection(tab)}
        >
          {name}
        </button>
        {did.kind === 'known' && canClose && (
          <span className="quiet">{counted(did.inspection.cells.length, 'state')}</span>
        )}
      </div>
      {did.kind === 'unknown' && <span className="quiet">not folded this far</span>}
      {did.kind === 'failed' && <span className="in-projection-failed">{did.failure.message}</span>}
      {did.kind === 'known' && (open || !canClose) && (
        <Outcome explorer={explorer} tab={tab} name={name} inspection={did.inspection} form={form} />
      )}
    </section>
  )
}

interface OutcomeProps {
  readonly explorer: ExplorerStore
  readonly tab: number
  /** The projection's. */
  readonly name: string
  readonly inspection: EventInspection
  readonly form: CellForm
}

function Outcome({ explorer, tab, name, inspection, form }: OutcomeProps) {
  const { outcome, cells, emitted, logs, position } = inspection
  return (
    <>
      {outcome.kind === 'skipped' && <span className="quiet">{skipText(outcome.reason)}</span>}
      {outcome.kind === 'failed' && (
        <>
          <span className="in-projection-failed">
            threw {outcome.message}
            {outcome.line !== undefined && ` (line ${outcome.line})`}
          </span>
          <button
            type="button"
            className="link"
            onClick={() => {
              explorer.getState().activateProjection(tab)
              explorer.getState().shrink({ kind: 'failure', message: outcome.message }, position)
            }}
          >
            Smallest history that still fails
          </button>
        </>
      )}
      {outcome.kind === 'handled' && cells.length === 0 && <span className="quiet">handled; no cell is touched</span>}
      {cells.map((cell) => (
        <Cell key={cell.key} projection={name} cell={cell} form={form} />
      ))}
      {emitted.length > 0 && <span className="quiet">emits {countText(emitted.length)}, which is written nowhere</span>}
      {logs.map((log, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else that tells them apart, and do not change
        <code key={at} className="in-projection-log">
          {log}
        </code>
      ))}
    </>
  )
}

interface CellProps {
  readonly projection: string
  readonly cell: CellChange
  readonly form: CellForm
}

function Cell({ projection, cell, form }: CellProps) {
  const { key, before, after } = cell
  return (
    <div className="in-projection-cell">
      <span className="in-projection-key">{key}</span>
      {form === 'changes' && before === after && <span className="quiet">stays as it was</span>}
      {form === 'changes' && before !== after && (
        <JsonDiffTree label={`${projection}: what it changed in ${key}`} before={before} after={after} />
      )}
      {form !== 'changes' && <WholeState projection={projection} cell={cell} form={form} />}
    </div>
  )
}

function WholeState({ projection, cell, form }: CellProps & { readonly form: Exclude<CellForm, 'changes'> }) {
  const { [form]: state } = cell
  if (state === undefined) return <span className="quiet">{form === 'before' ? 'was not there' : 'is gone'}</span>
  return <JsonTree label={`${projection}: ${cell.key} ${form} the event`} text={state} />
}

function skipText(reason: SkipReason): string {
  switch (reason) {
    case 'filtered':
      return 'not among the events that it folds'
    case 'wrong-stream':
      return 'of a stream that it does not read'
    case 'unhandled':
      return 'no handler for its type'
    case 'no-partition':
      return 'its key is none: it belongs to no cell'
    case 'not-json':
      return 'its data or metadata is no JSON'
    case 'link':
      return 'a link to an event elsewhere, which is not followed'
    case 'no-delete-handler':
      return 'a deletion, for which it has no handler'
  }
}
