import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import { checkJson } from '../../core/json-check.ts'
import { jsonElements, jsonMembers } from '../../core/json-members.ts'
import { textOf } from '../../core/json-source.ts'
import { valueOfShape } from './form-of-shape.ts'
import type { DataForm, FormField, FormValue } from './form-value.ts'

/** Deeper, longer and larger values are written as JSON. */
const MAX_DEPTH = 6
const MAX_PARTS = 100
const MAX_CHARACTERS = 100_000

/** A form that says what the JSON text says, and has the other fields of the shape, left out. Nothing for what is no JSON, or too large for a form. */
export function formOfJson(text: string, shape: ValueShape | undefined): DataForm | undefined {
  if (text.length > MAX_CHARACTERS || checkJson(text)) return undefined
  return { value: readValue(text, shape, 1), others: '' }
}

function readValue(text: string, shape: ValueShape | undefined, depth: number): FormValue {
  const source = text.trim()
  switch (source[0]) {
    case '{':
      return readObject(source, shape, depth)
    case '[':
      return readList(source, shape, depth)
    case '"':
      return { kind: 'text', text: textOf(source) }
    case 't':
    case 'f':
      return { kind: 'boolean', value: source === 'true' }
    case 'n':
      return { kind: 'null' }
    default:
      return { kind: 'number', source }
  }
}

function readObject(source: string, shape: ValueShape | undefined, depth: number): FormValue {
  const members = jsonMembers(source)
  if (members === undefined || members.size > MAX_PARTS || depth > MAX_DEPTH || shape?.entries)
    return { kind: 'json', source }
  const written = [...members].map(([name, { from, to }]): FormField => {
    const inner = shape?.fields.get(name)?.value
    return { name, use: 'in', value: readValue(source.slice(from, to), inner, depth + 1) }
  })
  const others = [...(shape?.fields ?? [])].filter(([name]) => !members.has(name))
  const left = others.map(([name, field]): FormField => ({ name, use: 'out', value: valueOfShape(field.value) }))
  return { kind: 'object', fields: [...written, ...left] }
}

function readList(source: string, shape: ValueShape | undefined, depth: number): FormValue {
  const elements = jsonElements(source)
  if (elements === undefined || elements.length > MAX_PARTS || depth > MAX_DEPTH) return { kind: 'json', source }
  const items = elements.map(({ from, to }, key) => ({
    key,
    value: readValue(source.slice(from, to), shape?.items, depth + 1),
  }))
  return { kind: 'list', items }
}
