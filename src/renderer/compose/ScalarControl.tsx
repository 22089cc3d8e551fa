import { useId } from 'react'
import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import { type FormValue, sourceFault } from '../state/form-value.ts'
import { Choice } from '../ui/Choice.tsx'
import { sampleTexts } from './sample-texts.ts'
import type { ShownFaults } from './value-control-props.ts'

interface ScalarControlProps {
  readonly name: string
  readonly value: Exclude<FormValue, { readonly kind: 'object' | 'list' }>
  readonly shape: ValueShape | undefined
  readonly faults: ShownFaults
  readonly onChange: (value: FormValue) => void
}

const truths = [
  ['true', 'true'],
  ['false', 'false'],
] as const

/** A value that has no values in it. Numbers are text, so that they stay as they are written. */
export function ScalarControl({ name, value, shape, faults, onChange }: ScalarControlProps) {
  switch (value.kind) {
    case 'null':
      return <span className="mono quiet">null</span>
    case 'boolean':
      return (
        <Choice
          label={name}
          options={truths}
          value={`${value.value}`}
          onChoose={(next) => onChange({ kind: 'boolean', value: next === 'true' })}
        />
      )
    case 'text':
      return (
        <Written
          name={name}
          text={value.text}
          fault={undefined}
          samples={sampleTexts(shape, 'text')}
          onChange={(text) => onChange({ kind: 'text', text })}
        />
      )
    case 'number':
    case 'json': {
      const isShown = faults === 'all' || value.source !== ''
      return (
        <Written
          name={name}
          text={value.source}
          fault={isShown ? sourceFault(value) : undefined}
          samples={value.kind === 'number' ? sampleTexts(shape, 'number') : []}
          onChange={(source) => onChange({ kind: value.kind, source })}
        />
      )
    }
  }
}

interface WrittenProps {
  readonly name: string
  readonly text: string
  readonly fault: string | undefined
  /** Values that it had, to choose from. */
  readonly samples: readonly string[]
  readonly onChange: (text: string) => void
}

function Written({ name, text, fault, samples, onChange }: WrittenProps) {
  const listId = useId()
  const faultId = useId()
  const common = {
    className: 'field',
    'aria-label': name,
    value: text,
    spellCheck: false,
    placeholder: samples[0] === undefined ? '' : `as in ${samples[0]}`,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault === undefined ? undefined : faultId,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => onChange(target.value),
  }
  return (
    <div className="form-written">
      {text.includes('\n') ? (
        <textarea rows={4} {...common} />
      ) : (
        <input type="text" autoComplete="off" list={samples.length > 0 ? listId : undefined} {...common} />
      )}
      {samples.length > 0 && (
        <datalist id={listId}>
          {samples.map((sample) => (
            <option key={sample} value={sample} />
          ))}
        </datalist>
      )}
      {fault !== undefined && (
        <p id={faultId} className="draft-failure">
          {fault}
        </p>
      )}
    </div>
  )
}
