import type { ReactNode } from 'react'
import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import { isAlways } from '../state/form-of-shape.ts'
import type { FormField, FormObject } from '../state/form-value.ts'
import type { ShownFaults, ValueControlComponent } from './value-control-props.ts'

interface ObjectFieldsProps {
  readonly Control: ValueControlComponent
  readonly object: FormObject
  readonly shape: ValueShape | undefined
  readonly faults: ShownFaults
  readonly onChange: (object: FormObject) => void
}

export function ObjectFields({ Control, object, shape, faults, onChange }: ObjectFieldsProps) {
  return object.fields.map((field, place) => (
    <Field
      key={field.name}
      Control={Control}
      field={field}
      presence={shape && isAlways(shape, field.name) ? 'always' : 'sometimes'}
      shape={shape?.fields.get(field.name)?.value}
      faults={faults}
      onChange={(next) => onChange({ ...object, fields: object.fields.with(place, next) })}
    />
  ))
}

interface FieldProps {
  readonly Control: ValueControlComponent
  readonly field: FormField
  /** A field that not every event has can be left out. */
  readonly presence: 'always' | 'sometimes'
  readonly shape: ValueShape | undefined
  readonly faults: ShownFaults
  readonly onChange: (field: FormField) => void
}

function Field({ Control, field, presence, shape, faults, onChange }: FieldProps) {
  const { name, use, value } = field
  const head: ReactNode =
    presence === 'always' ? (
      <span className="form-name">{name}</span>
    ) : (
      <label className="form-name">
        <input
          type="checkbox"
          checked={use === 'in'}
          onChange={({ target }) => onChange({ ...field, use: target.checked ? 'in' : 'out' })}
        />
        {name}
      </label>
    )
  if (use === 'out')
    return (
      <div className="form-row">
        {head}
        <span className="quiet">left out</span>
      </div>
    )
  return (
    <Control
      name={name}
      head={head}
      value={value}
      shape={shape}
      faults={faults}
      onChange={(next) => onChange({ ...field, value: next })}
    />
  )
}
