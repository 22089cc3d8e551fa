import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import { type DataForm, othersFault } from '../state/form-value.ts'
import { JsonField } from './JsonField.tsx'
import { ObjectFields } from './ObjectFields.tsx'
import { ValueControl } from './ValueControl.tsx'
import type { ShownFaults } from './value-control-props.ts'

interface DataFieldsProps {
  readonly form: DataForm
  /** What the data of the type's newest events looks like; absent for a type that has no events. */
  readonly shape: ValueShape | undefined
  readonly faults: ShownFaults
  readonly onChange: (form: DataForm) => void
}

/** The form of an event's data: a control for each field, and room for those that no event had until now. */
export function DataFields({ form, shape, faults, onChange }: DataFieldsProps) {
  const { value, others } = form
  if (value.kind !== 'object')
    return (
      <ValueControl
        name="value"
        head="value"
        value={value}
        shape={shape}
        faults={faults}
        onChange={(next) => onChange({ ...form, value: next })}
      />
    )
  return (
    <>
      <ObjectFields
        Control={ValueControl}
        object={value}
        shape={shape}
        faults={faults}
        onChange={(next) => onChange({ ...form, value: next })}
      />
      <JsonField
        label={value.fields.length === 0 ? 'Fields' : 'Other fields'}
        hint={value.fields.length === 0 ? noFields : 'More fields, as a JSON object; or nothing'}
        text={others}
        lines={value.fields.length === 0 ? 5 : 2}
        failure={others.trim() === '' ? undefined : othersFault(value, others)?.message}
        onChange={(text) => onChange({ ...form, others: text })}
      />
    </>
  )
}

const noFields = 'A JSON object. Once the type has events, the form has a field for each of theirs.'
