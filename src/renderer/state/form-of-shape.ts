import type { EventShape } from '../../core/event-shape/event-shape.ts'
import type { ValueKind, ValueShape } from '../../core/event-shape/value-shape.ts'
import {
  type DataForm,
  emptyForm,
  type FormField,
  type FormKind,
  type FormObject,
  type FormValue,
} from './form-value.ts'

const kinds: Readonly<Record<ValueKind, FormKind>> = {
  text: 'text',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'object',
  list: 'list',
  'too-deep': 'json',
}

/** What the data of newest events of a type looks like; nothing where there is none. */
export function newestShape(shape: EventShape | undefined): ValueShape | undefined {
  return shape?.periods.at(-1)?.data
}

/** The kinds that values of a shape had, the most frequent first. */
export function formKinds({ kinds: seen }: ValueShape): readonly FormKind[] {
  return [...seen].sort(([, one], [, other]) => other - one).map(([kind]) => kinds[kind])
}

/** Whether every object of a shape has this field. */
export function isAlways({ kinds: seen, fields }: ValueShape, name: string): boolean {
  return fields.get(name)?.seen === seen.get('object')
}

/** A value to begin with: nothing is filled in, and fields that not every event has are left out. */
export function valueOfShape(shape: ValueShape | undefined): FormValue {
  const kind = shape && formKinds(shape).find((one) => one !== 'null')
  return valueOfKind(kind ?? (shape?.kinds.has('null') ? 'null' : 'object'), shape)
}

export function valueOfKind(kind: FormKind, shape: ValueShape | undefined): FormValue {
  switch (kind) {
    case 'text':
      return { kind, text: '' }
    case 'number':
      return { kind, source: '' }
    case 'boolean':
      return { kind, value: false }
    case 'null':
      return { kind }
    case 'list':
      return { kind, items: [] }
    case 'json':
      return { kind, source: '' }
    case 'object':
      return shape?.entries ? { kind: 'json', source: '{}' } : objectOfShape(shape)
  }
}

function objectOfShape(shape: ValueShape | undefined): FormObject {
  return { kind: 'object', fields: shape === undefined ? [] : fieldsOfShape(shape) }
}

function fieldsOfShape(shape: ValueShape): readonly FormField[] {
  return [...shape.fields].map(([name, { value }]) => ({
    name,
    value: valueOfShape(value),
    use: isAlways(shape, name) ? 'in' : 'out',
  }))
}

/** The form for another shape, with all fields that were filled in. */
export function laidOut(form: DataForm, shape: ValueShape | undefined): DataForm {
  const { value, others } = form
  const laid = valueOfShape(shape)
  if (value.kind !== 'object') return isFilled(value) ? form : { value: laid, others }
  const filled = value.fields.filter((field) => field.use === 'in' && isFilled(field.value))
  if (laid.kind !== 'object') return filled.length > 0 ? form : { value: laid, others }
  const names = new Set(laid.fields.map(({ name }) => name))
  const kept = laid.fields.map((field) => filled.find(({ name }) => name === field.name) ?? field)
  return { value: { kind: 'object', fields: [...kept, ...filled.filter(({ name }) => !names.has(name))] }, others }
}

/** Whether somebody has written something in it. */
function isFilled(value: FormValue): boolean {
  switch (value.kind) {
    case 'text':
      return value.text !== ''
    case 'number':
      return value.source !== ''
    case 'json':
      return value.source !== '' && value.source !== '{}'
    case 'boolean':
      return value.value
    case 'null':
      return false
    case 'list':
      return value.items.length > 0
    case 'object':
      return value.fields.some((field) => field.use === 'in' && isFilled(field.value))
  }
}

export function isFormFilled({ value, others }: DataForm): boolean {
  return others.trim() !== '' || (value !== emptyForm.value && isFilled(value))
}
