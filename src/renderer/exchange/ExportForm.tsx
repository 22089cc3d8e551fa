import type { FormEvent, ReactNode } from 'react'
import { useStore } from 'zustand'
import { type ExportFormat, exportFormats } from '../../contract/host-contract.ts'
import { isEverything } from '../../core/event-filter.ts'
import type { ExplorerState, ExplorerStore } from '../state/explorer-store.ts'
import { type ExportScope, exportScopes, streamAtHand } from '../state/export-slice.ts'
import { counted, countText } from '../ui/count-text.ts'

const formats: Readonly<Record<ExportFormat, readonly [name: string, what: string]>> = {
  ndjson: ['NDJSON', 'an event a line, byte-true: what Epoch imports again'],
  cloudevents: ['CloudEvents 1.0', 'one JSON array, a batch; comes back as it was'],
  kurrentdb: ['KurrentDB JSON', 'as its append request takes events'],
  gaffer: ['Gaffer fixtures', 'events for tests of projections'],
  csv: ['CSV', 'a row an event; formulas are made harmless'],
  epoch: ['Epoch store', 'a new store with just these events'],
}

interface ExportFormProps {
  readonly explorer: ExplorerStore
  /** What the last export came to. */
  readonly note: ReactNode
}

export function ExportForm({ explorer, note }: ExportFormProps) {
  const format = useStore(explorer, (state) => state.exportFormat)
  const scope = useStore(explorer, (state) => state.exportScope)
  const { chooseExport, startExport, closeExport } = explorer.getState()

  function submit(event: FormEvent): void {
    event.preventDefault()
    startExport()
  }

  return (
    <form className="dialog-stack" aria-label="Export" onSubmit={submit}>
      <fieldset className="export-choices">
        <legend className="section-title">Format</legend>
        {exportFormats.map((one) => (
          <Choice
            key={one}
            group="export-format"
            name={formats[one][0]}
            what={formats[one][1]}
            checked={one === format}
            onChoose={() => chooseExport({ exportFormat: one })}
          />
        ))}
      </fieldset>
      <fieldset className="export-choices">
        <legend className="section-title">Events</legend>
        {exportScopes.map((one) => (
          <ScopeChoice key={one} explorer={explorer} scope={one} checked={one === scope} />
        ))}
      </fieldset>
      <Masked explorer={explorer} />
      {note}
      <div className="dialog-actions">
        <button type="button" className="button" onClick={closeExport}>
          Close
        </button>
        <button type="submit" className="button button-primary">
          Export
        </button>
      </div>
    </form>
  )
}

/** What no file has, which is what the whole window masks. */
function Masked({ explorer }: Pick<ExportFormProps, 'explorer'>) {
  const masks = useStore(explorer, (state) => state.masks)
  return (
    <section className="export-masked" aria-label="Masked">
      <p className="export-masked-paths">
        {masks.length === 0 ? (
          <span className="quiet">Every value is written as it is.</span>
        ) : (
          <>
            Masked in the file: <span className="mono">{masks.join(', ')}</span>
          </>
        )}
      </p>
      <button type="button" className="button" onClick={() => explorer.getState().openMasks()}>
        Masks…
      </button>
    </section>
  )
}

interface ScopeChoiceProps {
  readonly explorer: ExplorerStore
  readonly scope: ExportScope
  readonly checked: boolean
}

function ScopeChoice({ explorer, scope, checked }: ScopeChoiceProps) {
  const what = useStore(explorer, (state) => scopeText(state, scope))
  return (
    <Choice
      group="export-scope"
      name={scopeNames[scope]}
      what={what ?? 'none is selected'}
      checked={checked}
      disabled={what === undefined}
      onChoose={() => explorer.getState().chooseExport({ exportScope: scope })}
    />
  )
}

const scopeNames: Readonly<Record<ExportScope, string>> = {
  everything: 'Everything',
  view: 'What the log shows',
  stream: 'This stream',
  event: 'The selected event',
  selection: 'All selected events',
}

/** What a choice comes to now; nothing where it cannot be chosen. */
function scopeText(state: ExplorerState, scope: ExportScope): string | undefined {
  switch (scope) {
    case 'everything':
      return counted(state.status?.summary.events ?? 0, 'event')
    case 'view':
      return isEverything(state.view)
        ? 'everything, as it is not narrowed'
        : `${counted(state.logTotal, 'event')}${state.logComplete ? '' : ' so far'}`
    case 'stream':
      return streamAtHand(state)
    case 'event':
      return state.selected === undefined ? undefined : `position ${countText(state.selected)}`
    case 'selection':
      return state.selection.size === 0 ? undefined : counted(state.selection.size, 'event')
  }
}

interface ChoiceProps {
  readonly group: string
  readonly name: string
  readonly what: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChoose: () => void
}

function Choice({ group, name, what, checked, disabled = false, onChoose }: ChoiceProps) {
  return (
    <label className="export-choice">
      <input type="radio" name={group} checked={checked} disabled={disabled} onChange={onChoose} />
      <span className="export-choice-name">{name}</span>
      <span className="export-choice-what quiet">{what}</span>
    </label>
  )
}
