import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import { valueOfShape } from '../state/form-of-shape.ts'
import type { FormList } from '../state/form-value.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import type { ShownFaults, ValueControlComponent } from './value-control-props.ts'

interface ListItemsProps {
  readonly Control: ValueControlComponent
  readonly name: string
  readonly list: FormList
  /** Of each item. */
  readonly shape: ValueShape | undefined
  readonly faults: ShownFaults
  readonly onChange: (list: FormList) => void
}

export function ListItems({ Control, name, list, shape, faults, onChange }: ListItemsProps) {
  const { items } = list

  function add(): void {
    const key = Math.max(-1, ...items.map((item) => item.key)) + 1
    const value = shape === undefined ? ({ kind: 'text', text: '' } as const) : valueOfShape(shape)
    onChange({ ...list, items: [...items, { key, value }] })
  }

  return (
    <>
      {items.map(({ key, value }, place) => (
        <div className="form-item" key={key}>
          <div className="form-item-value">
            <Control
              name={`${name} ${place + 1}`}
              head={<span className="form-name quiet">{place + 1}</span>}
              value={value}
              shape={shape}
              faults={faults}
              onChange={(next) => onChange({ ...list, items: items.with(place, { key, value: next }) })}
            />
          </div>
          <IconButton
            icon="close"
            label={`Remove ${name} ${place + 1}`}
            title="Remove"
            onUse={() => onChange({ ...list, items: items.toSpliced(place, 1) })}
          />
        </div>
      ))}
      <button type="button" className="button button-quiet form-add" onClick={add}>
        <Icon name="add" /> Add to {name}
      </button>
    </>
  )
}
