import { KindSelect } from './KindSelect.tsx'
import { ListItems } from './ListItems.tsx'
import { ObjectFields } from './ObjectFields.tsx'
import { ScalarControl } from './ScalarControl.tsx'
import type { ValueControlProps } from './value-control-props.ts'

/** A value of any kind, with what it is called before it and its kind behind. */
export function ValueControl({ name, head, value, shape, faults, onChange }: ValueControlProps) {
  const kind = <KindSelect name={name} value={value} shape={shape} onChange={onChange} />
  if (value.kind !== 'object' && value.kind !== 'list')
    return (
      <div className="form-row">
        {head}
        <ScalarControl name={name} value={value} shape={shape} faults={faults} onChange={onChange} />
        {kind}
      </div>
    )
  return (
    <fieldset className="form-group" aria-label={name}>
      <div className="form-row">
        {head}
        <span />
        {kind}
      </div>
      <div className="form-inside">
        {value.kind === 'object' ? (
          <ObjectFields Control={ValueControl} object={value} shape={shape} faults={faults} onChange={onChange} />
        ) : (
          <ListItems
            Control={ValueControl}
            name={name}
            list={value}
            shape={shape?.items}
            faults={faults}
            onChange={onChange}
          />
        )}
      </div>
    </fieldset>
  )
}
