import type { Event } from '../../../src/core/event.ts'
import type { ComparisonOperator, FilterTree, FilterValue } from '../../../src/core/filter/filter-tree.ts'
import type { PayloadPath } from '../../../src/core/filter/payload-path.ts'

/** A number as it was written, so that no value of a payload is rounded. */
class Written {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

/** What a filter means, written down as plainly as can be and without any of the code that Epoch runs. */
export function naiveFits(tree: FilterTree, event: Event): boolean {
  switch (tree.kind) {
    case 'everything':
      return true
    case 'and':
      return tree.parts.every((part) => naiveFits(part, event))
    case 'or':
      return tree.parts.some((part) => naiveFits(part, event))
    case 'not':
      return !naiveFits(tree.part, event)
    case 'name': {
      const name = { type: event.type, stream: event.stream, category: /^(?:(.+?)-.*|.*)$/su }
      const found = tree.of === 'category' ? (name.category.exec(event.stream)?.[1] ?? event.stream) : name[tree.of]
      return tree.names.some(({ text, wild }) => (wild ? wildcard(text).test(found) : text === found))
    }
    case 'id': {
      const links = parsed(event.metadata)
      const member = { correlation: 'correlationId', causation: 'causationId', actor: 'actorId' }
      const found = tree.of === 'id' ? event.id : partOf(links, [member[tree.of]])
      return typeof found === 'string' && tree.ids.some((id) => sameId(id, found))
    }
    case 'range': {
      const { position, version, schemaVersion: schema, createdAtUs: time } = event
      const value = { position, version, schema, time }[tree.of]
      return (tree.from === undefined || value >= tree.from) && (tree.to === undefined || value <= tree.to)
    }
    case 'compare':
      return fits(valueAt(event, tree.path), tree.operator, tree.value)
    case 'has':
      return valueAt(event, tree.path) !== undefined
    case 'words':
      return ` ${naiveWords(event.data).join(' ')} `.includes(` ${tree.words.join(' ')} `)
  }
}

export function wildcard(pattern: string): RegExp {
  const source = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${source}$`, 's')
}

function sameId(a: string, b: string): boolean {
  const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
  return uuid.test(a) && uuid.test(b) ? a.toLowerCase() === b.toLowerCase() : a === b
}

function valueAt(event: Event, { of, steps }: PayloadPath): unknown {
  return partOf(parsed(event[of]), steps)
}

function partOf(value: unknown, steps: readonly (string | number)[]): unknown {
  if (steps.length === 0) return value
  const [step, ...rest] = steps
  if (value instanceof Written || typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) return typeof step === 'number' ? partOf(value[step], rest) : undefined
  const member = Object.entries(value).find(([key]) => key === step)
  return typeof step === 'string' && member !== undefined ? partOf(member[1], rest) : undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json, written)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function written(...[, value, context]: unknown[]): unknown {
  return typeof value === 'number' && isSource(context) ? new Written(context.source) : value
}

function isSource(context: unknown): context is { source: string } {
  return typeof context === 'object' && context !== null && 'source' in context && typeof context.source === 'string'
}

function fits(found: unknown, operator: ComparisonOperator, wanted: FilterValue): boolean {
  if (found === undefined) return false
  const order = orderOf(found, wanted)
  const equal =
    order === 0 || (wanted.kind === 'boolean' && found === wanted.value) || (wanted.kind === 'null' && found === null)
  const less = order !== undefined && order < 0
  const more = order !== undefined && order > 0
  const answers = {
    '=': equal,
    '!=': !equal,
    '<': less,
    '<=': less || order === 0,
    '>': more,
    '>=': more || order === 0,
  }
  return answers[operator]
}

function orderOf(found: unknown, wanted: FilterValue): number | undefined {
  if (found instanceof Written && wanted.kind === 'number') return naiveOrder(found.text, wanted.text)
  if (typeof found !== 'string' || wanted.kind !== 'text') return undefined
  const [a, b] = [codePoints(found), codePoints(wanted.text)]
  for (let i = 0; ; i++) {
    const [x, y] = [a[i], b[i]]
    if (x === undefined || y === undefined) return a.length - b.length
    if (x !== y) return x - y
  }
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0)
}

/** Both numbers as whole multiples of one small power of ten; exponents must be within some thousands. */
export function naiveOrder(a: string, b: string): number {
  const places = Math.max(placesOf(a), placesOf(b))
  const [x, y] = [scaled(a, places), scaled(b, places)]
  return x < y ? -1 : x > y ? 1 : 0
}

function placesOf(text: string): number {
  const [number = '', exponent = '0'] = text.toLowerCase().split('e')
  return (number.split('.')[1] ?? '').length - Number(exponent)
}

function scaled(text: string, places: number): bigint {
  const [number = ''] = text.toLowerCase().split('e')
  return BigInt(number.replace('.', '')) * 10n ** BigInt(places - placesOf(text))
}

function naiveWords(json: string): string[] {
  const read = json.replace(/\\u[0-9a-fA-F]{4}|\\./gsu, (source) =>
    source[1] === 'u'
      ? String.fromCharCode(Number(`0x${source.slice(2)}`))
      : /[bfnrt]/.test(source)
        ? '\n'
        : source.slice(1),
  )
  const words = ['']
  for (const character of read.toLowerCase().normalize('NFC').replaceAll('ς', 'σ')) {
    if (/\p{L}|\p{M}|\p{N}/u.test(character)) words.push(`${words.pop()}${character}`)
    else words.push('')
  }
  return words.filter((word) => word !== '').map((word) => word.slice(0, 64))
}
