import { checkJson } from '../../core/json-check.ts'

/** A JSON value as a form has it: every number as it was written, and what is being written may not be JSON yet. */
export type FormValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly source: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | FormObject
  | FormList
  /** What the form has no controls for, as JSON text. */
  | { readonly kind: 'json'; readonly source: string }

export type FormKind = FormValue['kind']

export interface FormObject {
  readonly kind: 'object'
  /** No two have the same name. */
  readonly fields: readonly FormField[]
}

export interface FormField {
  readonly name: string
  readonly value: FormValue
  /** A field that is left out keeps its value, in case it is taken in again. */
  readonly use: 'in' | 'out'
}

export interface FormList {
  readonly kind: 'list'
  /** Keys tell items apart while others come and go. */
  readonly items: readonly { readonly key: number; readonly value: FormValue }[]
}

/** The data of an event as a form has it. */
export interface DataForm {
  readonly value: FormValue
  /** Where the value is an object: more fields of it, as the text of a JSON object; '' for none. */
  readonly others: string
}

export const emptyForm: DataForm = { value: { kind: 'object', fields: [] }, others: '' }

/** The form as JSON text: in one line, or in lines that are indented by two spaces. Only JSON where {@link formFault} finds nothing. */
export function formText({ value, others }: DataForm, layout: 'compact' | 'lines'): string {
  const more = value.kind === 'object' ? otherMembers(others) : ''
  const text = valueText(value, layout === 'lines' ? '\n' : '')
  if (more === '') return text
  const open = text.slice(0, -1).trimEnd()
  const [comma, end] = layout === 'lines' ? [',\n  ', '\n}'] : [',', '}']
  return `${open}${open === '{' ? comma.slice(1) : comma}${more}${end}`
}

/** @param lineBreak with the indentation of the line that the value begins in; '' for all in one line */
function valueText(value: FormValue, lineBreak: string): string {
  const inner = lineBreak === '' ? '' : `${lineBreak}  `
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text)
    case 'number':
    case 'json':
      return value.source.trim()
    case 'boolean':
      return `${value.value}`
    case 'null':
      return 'null'
    case 'list':
      return inBrackets(
        '[]',
        value.items.map((item) => valueText(item.value, inner)),
        lineBreak,
      )
    case 'object': {
      const colon = lineBreak === '' ? ':' : ': '
      const members = value.fields.filter(({ use }) => use === 'in')
      return inBrackets(
        '{}',
        members.map((field) => `${JSON.stringify(field.name)}${colon}${valueText(field.value, inner)}`),
        lineBreak,
      )
    }
  }
}

function inBrackets(brackets: '[]' | '{}', parts: readonly string[], lineBreak: string): string {
  if (parts.length === 0) return brackets
  const inner = lineBreak === '' ? '' : `${lineBreak}  `
  return `${brackets[0]}${inner}${parts.join(`,${inner}`)}${lineBreak}${brackets[1]}`
}

/** What stands between the braces of an object's text. */
function otherMembers(others: string): string {
  return others.trim().slice(1, -1).trim()
}

/** What is wrong at one place of a form. */
interface FormFault {
  /** Names and places from the outside in, joined by `.`; '' for the whole. */
  readonly path: string
  readonly message: string
}

/** The first thing that keeps a form from being JSON; nothing where it is JSON. */
export function formFault({ value, others }: DataForm): FormFault | undefined {
  return valueFault(value, '') ?? (value.kind === 'object' ? othersFault(value, others) : undefined)
}

/** What is wrong with the text of other fields beside those that an object has. */
export function othersFault({ fields }: FormObject, others: string): FormFault | undefined {
  if (others.trim() === '') return undefined
  const path = 'other fields'
  const fault = checkJson(others)
  if (fault) return { path, message: `no JSON: ${fault.message}, at character ${fault.at + 1}` }
  const parsed: unknown = JSON.parse(others)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { path, message: 'they must be a JSON object, as in {"name": 1}' }
  const twice = fields.find(({ name, use }) => use === 'in' && Object.hasOwn(parsed, name))
  return twice && { path, message: `${twice.name} has a field of its own` }
}

function valueFault(value: FormValue, path: string): FormFault | undefined {
  const inside = (step: string | number) => (path === '' ? `${step}` : `${path}.${step}`)
  switch (value.kind) {
    case 'object':
      return firstOf(value.fields, ({ use, name, value: one }) =>
        use === 'in' ? valueFault(one, inside(name)) : undefined,
      )
    case 'list':
      return firstOf(value.items, (item, place) => valueFault(item.value, inside(place)))
    default: {
      const message = sourceFault(value)
      return message === undefined ? undefined : { path, message }
    }
  }
}

/** What is wrong with what was written for one value, in words; nothing for what cannot be wrong. */
export function sourceFault(value: FormValue): string | undefined {
  if (value.kind === 'number') {
    const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value.source.trim())
    return isNumber ? undefined : 'a number belongs here'
  }
  if (value.kind !== 'json') return undefined
  const fault = checkJson(value.source)
  return fault && `no JSON: ${fault.message}, at character ${fault.at + 1}`
}

function firstOf<Part>(
  parts: readonly Part[],
  faultOf: (part: Part, place: number) => FormFault | undefined,
): FormFault | undefined {
  for (const [place, part] of parts.entries()) {
    const fault = faultOf(part, place)
    if (fault !== undefined) return fault
  }
  return undefined
}
