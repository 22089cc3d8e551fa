import { useState } from 'react'
import type { RowCondition, RowOperator } from '../../../projection/rows-query.ts'
import type { ExplorerStore } from '../../state/explorer-store.ts'
import type { ProjectionTab } from '../../state/projection-tab.ts'
import type { TableQuery } from '../../state/reading-slice.ts'
import { Icon } from '../../ui/Icon.tsx'
import { AddForm, SuggestingField } from './AddForm.tsx'
import { conditionText, fieldText, parseField, parseValue, rowOperators } from './row-condition-text.ts'

interface TableQueryBarProps {
  readonly explorer: ExplorerStore
  readonly tab: ProjectionTab
  readonly query: TableQuery
  /** Fields that can be chosen from; others are typed. */
  readonly fields: readonly string[]
}

/** Which rows are wanted: keys that contain a text, and conditions on columns or on anything in the state. */
export function TableQueryBar({ explorer, tab, query, fields }: TableQueryBarProps) {
  const [adding, setAdding] = useState(false)
  const { text, where = [], sort } = query
  const ask = (next: TableQuery): void => explorer.getState().queryTable(tab.id, next)
  const withText = (typed: string): TableQuery => {
    const { text: _, ...rest } = query
    return typed === '' ? rest : { ...rest, text: typed }
  }
  const withWhere = (conditions: readonly RowCondition[]): TableQuery => {
    const { where: _, ...rest } = query
    return conditions.length === 0 ? rest : { ...rest, where: conditions }
  }

  return (
    <div className="read-bar">
      <input
        type="search"
        className="field read-bar-search"
        aria-label="Filter keys"
        placeholder="Filter keys"
        spellCheck={false}
        value={text ?? ''}
        onChange={({ target }) => ask(withText(target.value))}
      />
      {where.map((condition, place) => (
        <Chip
          key={conditionText(condition)}
          text={conditionText(condition)}
          title="Take this condition away"
          onRemove={() => ask(withWhere(where.toSpliced(place, 1)))}
        />
      ))}
      {sort && (
        <Chip
          text={`${fieldText(sort.field)} ${sort.descending ? '↓' : '↑'}`}
          title="Back to the order in which keys first appeared"
          onRemove={() => ask({ ...(text !== undefined && { text }), ...(where.length > 0 && { where }) })}
        />
      )}
      {where.length > 1 && (
        <button type="button" className="link" onClick={() => ask(withWhere([]))}>
          Clear
        </button>
      )}
      {adding ? (
        <ConditionForm
          columns={tab.columns}
          fields={fields}
          onAdd={(condition) => {
            ask(withWhere([...where.filter((one) => conditionText(one) !== conditionText(condition)), condition]))
            setAdding(false)
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <button type="button" className="button button-quiet button-small" onClick={() => setAdding(true)}>
          <Icon name="add" /> Condition
        </button>
      )}
    </div>
  )
}

interface ChipProps {
  readonly text: string
  readonly title: string
  readonly onRemove: () => void
}

function Chip({ text, title, onRemove }: ChipProps) {
  return (
    <button type="button" className="read-chip" title={title} aria-label={`${text}: ${title}`} onClick={onRemove}>
      <span className="read-chip-text">{text}</span>
      <Icon name="close" />
    </button>
  )
}

interface ConditionFormProps {
  readonly columns: readonly string[]
  readonly fields: readonly string[]
  readonly onAdd: (condition: RowCondition) => void
  readonly onCancel: () => void
}

function ConditionForm({ columns, fields, onAdd, onCancel }: ConditionFormProps) {
  const [fieldTyped, setFieldTyped] = useState(fields[0] ?? '')
  const [operator, setOperator] = useState<RowOperator>('=')
  const [value, setValue] = useState('')
  const field = parseField(fieldTyped.trim(), columns)

  return (
    <AddForm
      isWhole={field !== undefined}
      onAdd={() => field !== undefined && onAdd({ field, operator, value: parseValue(value, operator) })}
      onCancel={onCancel}
    >
      <SuggestingField
        label="Column or path"
        title="A column, or a path in the state such as lines[0].cents"
        value={fieldTyped}
        suggestions={fields}
        isWrong={field === undefined}
        isFirst
        onChange={setFieldTyped}
      />
      <select
        className="select"
        aria-label="Comparison"
        value={operator}
        onChange={({ target }) => setOperator(rowOperators.find((one) => one === target.value) ?? '=')}
      >
        {rowOperators.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      <input
        className="field mono"
        aria-label="Value"
        placeholder="value"
        spellCheck={false}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
    </AddForm>
  )
}
