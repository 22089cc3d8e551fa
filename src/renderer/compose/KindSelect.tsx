import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import { formKinds, valueOfKind } from '../state/form-of-shape.ts'
import { type FormKind, type FormValue, formText } from '../state/form-value.ts'

const kindTexts: Readonly<Record<FormKind, string>> = {
  text: 'text',
  number: 'number',
  boolean: 'true/false',
  object: 'object',
  list: 'list',
  null: 'null',
  json: 'JSON',
}

interface KindSelectProps {
  readonly name: string
  readonly value: FormValue
  readonly shape: ValueShape | undefined
  readonly onChange: (value: FormValue) => void
}

/** What kind of value it is: those first that it was until now. As JSON it can be anything. */
export function KindSelect({ name, value, shape, onChange }: KindSelectProps) {
  const seen = shape === undefined ? [] : formKinds(shape)
  const all: readonly FormKind[] = ['text', 'number', 'boolean', 'object', 'list', 'null', 'json']
  const kinds = new Set([...seen, ...all])
  return (
    <select
      className="select form-kind"
      aria-label={`Kind of ${name}`}
      value={value.kind}
      onChange={({ target }) => {
        const kind = all.find((one) => one === target.value)
        if (kind !== undefined) onChange(asKind(value, kind, shape))
      }}
    >
      {[...kinds].map((kind) => (
        <option key={kind} value={kind}>
          {kindTexts[kind]}
        </option>
      ))}
    </select>
  )
}

function asKind(value: FormValue, kind: FormKind, shape: ValueShape | undefined): FormValue {
  if (kind === 'json') return { kind, source: formText({ value, others: '' }, 'compact') }
  return valueOfKind(kind, shape)
}
