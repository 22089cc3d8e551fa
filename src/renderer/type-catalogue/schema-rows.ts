import type { ValueKind, ValueShape } from '../../core/event-shape/value-shape.ts'

/** A field in the tree of what a type's data looks like. */
export interface SchemaRow {
  /** The row's place among its siblings and theirs, from the outside in: no two rows have the same. */
  readonly id: string
  /** From 1. */
  readonly level: number
  /** A member's name, or what stands for names that are data themselves and for the items of a list. */
  readonly name: string
  /** In words, as in `number or null`; of a list with what its items are. */
  readonly kinds: string
  /** Whether some of the values that it could be in have it not. */
  readonly optional: boolean
  readonly state: 'leaf' | 'open' | 'closed'
  /** Place of the row that it lies under; -1 at the top. */
  readonly parent: number
}

/** What kinds are called, in the order in which they are told. */
const kindTexts: readonly (readonly [ValueKind, string])[] = [
  ['object', 'object'],
  ['list', 'list'],
  ['text', 'text'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['null', 'null'],
  ['too-deep', 'anything'],
]

interface SchemaField extends Pick<SchemaRow, 'id' | 'name' | 'optional'> {
  readonly value: ValueShape
}

/** The rows in sight, where those whose ids are in `closed` are closed. */
export function schemaRows(shape: ValueShape, closed: ReadonlySet<string>): readonly SchemaRow[] {
  const isObject = shape.kinds.has('object') && shape.kinds.size === 1
  const data = { id: 'data', name: 'data', optional: false, value: shape }
  const rows: SchemaRow[] = []
  addRows(rows, isObject ? fieldsBelow(data) : [data], { level: 1, parent: -1, closed })
  return rows
}

interface RowsPlace extends Pick<SchemaRow, 'level' | 'parent'> {
  readonly closed: ReadonlySet<string>
}

function addRows(rows: SchemaRow[], fields: readonly SchemaField[], { level, parent, closed }: RowsPlace): void {
  for (const field of fields) {
    const { id, name, optional, value } = field
    const below = fieldsBelow(field)
    const state = below.length === 0 ? 'leaf' : closed.has(id) ? 'closed' : 'open'
    const place = rows.push({ id, level, name, kinds: kindsText(value), optional, state, parent }) - 1
    if (state === 'open') addRows(rows, below, { level: level + 1, parent: place, closed })
  }
}

function fieldsBelow({ id, value: { kinds, fields, entries, items } }: SchemaField): readonly SchemaField[] {
  const objects = kinds.get('object') ?? 0
  const hasMore = items !== undefined && (items.kinds.has('object') || items.kinds.has('list'))
  return [
    ...[...fields].map(([name, { value, seen }]) => ({
      id: `${id}.${JSON.stringify(name)}`,
      name,
      optional: seen < objects,
      value,
    })),
    ...(entries === undefined ? [] : [{ id: `${id}{}`, name: 'any name', optional: true, value: entries }]),
    ...(hasMore ? [{ id: `${id}[]`, name: 'each item', optional: false, value: items }] : []),
  ]
}

function kindsText(shape: ValueShape): string {
  const texts = kindTexts.flatMap(([kind, text]) => {
    if (!shape.kinds.has(kind)) return []
    return [kind === 'list' && shape.items !== undefined ? `list of ${kindsText(shape.items)}` : text]
  })
  return texts.join(' or ')
}
