import type { LeafField } from '../../core/event-shape/leaf-fields.ts'

/** How many events of a type each stream has. */
export function countByStream(type: string): string {
  return source('Count', `${wordsOf(type)}Count`, {
    state: { events: 'number' },
    init: { events: '0' },
    handler: [type, '(count) => { count.events++ }'],
    columns: ['events'],
  })
}

/** The value that a field had last, in each stream. */
export function latestValue(type: string, field: LeafField): string {
  const member = memberFor(field)
  const { always, path } = field
  const read = `${access(path)}${always ? '' : ' ?? null'}`
  return source('Latest', `Latest${wordsOf(type)}${wordsOf(path.at(-1) ?? '')}`, {
    state: { [member]: `${typeOf(field)} | null`, at: 'string' },
    init: { [member]: 'null', at: "''" },
    handler: [type, `(latest, e) => {\n      latest.${member} = ${read}\n      latest.at = e.createdAt\n    }`],
    columns: [member, 'at'],
  })
}

/** The sum of a field, which holds numbers, of each day in UTC. */
export function sumPerDay(type: string, field: LeafField): string {
  const member = memberFor(field)
  const { always, path } = field
  const add = always ? access(path) : `${access(path)} ?? 0`
  return source('Day', `${wordsOf(type)}${wordsOf(path.at(-1) ?? '')}PerDay`, {
    state: { [member]: 'number', events: 'number' },
    init: { [member]: '0', events: '0' },
    key: '(e) => e.createdAt.slice(0, 10)',
    handler: [type, `(day, e) => {\n      day.${member} += ${add}\n      day.events++\n    }`],
    columns: [member, 'events'],
  })
}

/** The fields that a sum can be made of, those that look most like amounts first. */
export function summable(fields: readonly LeafField[]): readonly LeafField[] {
  return ranked(
    fields.filter(({ kind }) => kind === 'number'),
    /cents|amount|total|price|sum|cost|value|balance|fee|quantity|count|size|bytes/i,
    /(?:id|version|number|timestamp|time|at|year)$/i,
  )
}

/** The fields whose last value says something, those that say what became of a thing first. */
export function tellable(fields: readonly LeafField[]): readonly LeafField[] {
  return ranked(fields, /status|state|phase|stage|method|level|name|title|owner|assignee/i, /(?:^|[a-z_.-])id$/i)
}

function ranked(fields: readonly LeafField[], first: RegExp, last: RegExp): readonly LeafField[] {
  const rank = ({ path, always }: LeafField): number => {
    const name = path.at(-1) ?? ''
    return (last.test(name) ? 8 : 0) + (first.test(name) ? 0 : 4) + (always ? 0 : 2) + (path.length > 1 ? 1 : 0)
  }
  return fields
    .map((field, place) => ({ field, place, rank: rank(field) }))
    .sort((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ field }) => field)
}

/** A field as it is written behind `e.data`. */
export function fieldText({ path }: LeafField): string {
  return path.map((name, place) => (isWord(name) ? (place === 0 ? name : `.${name}`) : `[${quoted(name)}]`)).join('')
}

interface Parts {
  readonly state: Readonly<Record<string, string>>
  readonly init: Readonly<Record<string, string>>
  readonly key?: string
  readonly handler: readonly [type: string, text: string]
  readonly columns: readonly string[]
}

function source(state: string, name: string, parts: Parts): string {
  const [type, handler] = parts.handler
  const listed = (members: Readonly<Record<string, string>>, between: string): string =>
    Object.entries(members)
      .map(([member, text]) => `${member}: ${text}`)
      .join(between)
  return `import { projection } from 'epoch/projection'

type ${state} = { ${listed(parts.state, '; ')} }

export default projection<${state}>({
  name: '${name}',
${parts.key === undefined ? '' : `  key: ${parts.key},\n`}  init: () => ({ ${listed(parts.init, ', ')} }),
  on: {
    ${isWord(type) ? type : type === '__proto__' ? "['__proto__']" : quoted(type)}: ${handler},
  },
  columns: { ${parts.columns.map((column) => `${column}: (s) => s.${column}`).join(', ')} },
})
`
}

/** Reads a field of the event, of which any part but the first may be missing. */
function access(path: readonly string[]): string {
  return path.reduce((text, name, place) => {
    if (place === 0) return `${text}${isWord(name) ? `.${name}` : `[${quoted(name)}]`}`
    return `${text}?.${isWord(name) ? name : `[${quoted(name)}]`}`
  }, 'e.data')
}

function typeOf({ kind }: LeafField): string {
  return kind === 'text' ? 'string' : kind
}

/** The member of the state that holds a field: its own name where that can be one. */
function memberFor({ path }: LeafField): string {
  const name = path.at(-1) ?? ''
  const isFree = name !== 'events' && name !== 'at' && !(name in Object.prototype)
  return isWord(name) && isFree ? name : 'value'
}

/** A name in capitalised words, of what a name in a program may have. */
function wordsOf(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

/** Whether it can be a member as it is; `__proto__` would be none of an object's own. */
function isWord(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) && name !== '__proto__'
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
