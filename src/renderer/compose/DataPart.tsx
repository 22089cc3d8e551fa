import { useStore } from 'zustand'
import type { DraftedEvent } from '../state/drafted-event.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { newestShape } from '../state/form-of-shape.ts'
import { Choice } from '../ui/Choice.tsx'
import { DataFields } from './DataFields.tsx'
import { JsonField } from './JsonField.tsx'
import { unsampledShape } from './unsampled-shape.ts'

interface DataPartProps {
  readonly explorer: ExplorerStore
  readonly draft: DraftedEvent
  readonly failure: string | undefined
}

const ways = [
  ['form', 'Form'],
  ['json', 'JSON'],
] as const

/** What the event says, by a form made of what events of its type say, or as JSON. */
export function DataPart({ explorer, draft: { type, data }, failure }: DataPartProps) {
  const known = useStore(explorer, ({ types }) => types.find((one) => one === type))
  const shape = useStore(explorer, ({ eventShapes }) => known && eventShapes.get(known))
  const hidesValues = useStore(explorer, ({ activeMasks }) => activeMasks.length > 0)
  const newest = newestShape(shape)
  const { editDraft, showDataAs } = explorer.getState()
  return (
    <section className="compose-data" aria-label="Data">
      <div className="compose-data-head">
        <h3 className="section-title">Data</h3>
        <Choice label="Write the data as" options={ways} value={data.kind} onChoose={showDataAs} />
      </div>
      {data.kind === 'form' ? (
        <DataFields
          form={data.form}
          shape={newest && hidesValues ? unsampledShape(newest) : newest}
          faults={failure === undefined ? 'written' : 'all'}
          onChange={(form) => editDraft({ data: { kind: 'form', form } })}
        />
      ) : (
        <JsonField
          label="Data as JSON"
          text={data.text}
          lines={8}
          failure={failure}
          onChange={(text) => editDraft({ data: { kind: 'json', text } })}
        />
      )}
      {failure !== undefined && data.kind === 'form' && (
        <p className="draft-failure" role="alert">
          {failure}
        </p>
      )}
    </section>
  )
}
