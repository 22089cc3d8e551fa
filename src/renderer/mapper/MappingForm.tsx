import { useStore } from 'zustand'
import type { PayloadEncoding, SourceOutline, TableOutline } from '../../core/store-mapping.ts'
import type { ExplorerStore } from '../state/explorer-store.ts'
import { type ColumnPart, columnParts, type MappingDraft } from '../state/mapping-draft.ts'
import { Select } from '../ui/Select.tsx'

interface MappingFormProps {
  readonly explorer: ExplorerStore
  readonly outline: SourceOutline
  readonly table: TableOutline
  readonly draft: MappingDraft
}

const parts: Readonly<Record<ColumnPart, readonly [label: string, without: string]>> = {
  type: ['Type', 'Choose…'],
  data: ['Data', 'Choose…'],
  version: ['Version', 'Counted in the stream'],
  position: ['Position', 'The order of the rows'],
  id: ['Id', 'Made of stream and version'],
  metadata: ['Metadata', 'None'],
  time: ['Time', 'None'],
}

const encodings: readonly (readonly [PayloadEncoding, string])[] = [
  ['auto', 'JSON, else text, else hex'],
  ['json', 'JSON'],
  ['text', 'Text'],
  ['hex', 'Bytes, as hex'],
]

export function MappingForm({ explorer, outline, table, draft }: MappingFormProps) {
  const failed = useStore(explorer, ({ mapper }) => mapper?.failure !== undefined)
  const { editMapping, chooseTable } = explorer.getState()
  const columns = table.columns.map(
    ({ name, declared }) => [name, declared === '' ? name : `${name} (${declared})`] as const,
  )
  const edit = (part: ColumnPart) => (column: string) => editMapping({ columns: { ...draft.columns, [part]: column } })
  return (
    <form className="mapping" aria-label="Mapping" aria-invalid={failed} onSubmit={(event) => event.preventDefault()}>
      {outline.kind === 'database' && (
        <Select
          label="Table"
          value={draft.table}
          options={outline.tables.map(({ name }) => [name, name] as const)}
          onChange={chooseTable}
        />
      )}
      <Select
        label="Stream"
        value={draft.stream}
        without="Choose…"
        options={columns}
        onChange={(stream) => editMapping({ stream })}
      />
      <Select
        label="Stream, second part"
        value={draft.streamId}
        without="None: one column names it"
        options={columns}
        onChange={(streamId) => editMapping({ streamId })}
      />
      {columnParts.map((part) => (
        <Select
          key={part}
          label={parts[part][0]}
          value={draft.columns[part]}
          without={part === 'data' && outline.kind === 'rows' ? 'All other columns, as an object' : parts[part][1]}
          options={columns}
          onChange={edit(part)}
        />
      ))}
      <Select
        label="Payload encoding"
        value={draft.payload}
        options={encodings}
        onChange={(chosen) => {
          const payload = encodings.find(([encoding]) => encoding === chosen)?.[0]
          if (payload !== undefined) editMapping({ payload })
        }}
      />
    </form>
  )
}
