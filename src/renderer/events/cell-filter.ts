import type { FilterTree, FilterValue } from '../../core/filter/filter-tree.ts'
import type { EventRow } from '../../core/log-index.ts'
import { MASKED_VALUE } from '../state/masked-value.ts'
import type { GridColumn } from './grid-columns.ts'

/** What a filter says of events that have the same in this column; nothing where none can say it: of a preview, of what was cut or masked. */
export function cellFilter(
  { name, parsed }: Pick<GridColumn, 'name' | 'parsed'>,
  event: EventRow,
  value: string | null | undefined,
): FilterTree | undefined {
  switch (name) {
    case 'position':
      return { kind: 'range', of: 'position', from: event.position, to: event.position }
    case 'time':
      return { kind: 'range', of: 'time', from: event.createdAtUs, to: event.createdAtUs }
    case 'version':
      return { kind: 'range', of: 'version', from: event.version, to: event.version }
    case 'type':
    case 'stream':
      return { kind: 'name', of: name, names: [{ text: event[name], wild: false }] }
    case 'id':
      return { kind: 'id', of: 'id', ids: [event.id] }
    case 'data':
      return undefined
  }
  const compared = typeof value === 'string' ? filterValue(value) : undefined
  if (compared === undefined || parsed === undefined) return undefined
  if (name === 'correlation')
    return compared.kind === 'text' ? { kind: 'id', of: 'correlation', ids: [compared.text] } : undefined
  return { kind: 'compare', path: parsed, operator: '=', value: compared }
}

/** What a JSON text is compared with; nothing for objects and arrays, and for what was cut or masked. */
function filterValue(json: string): FilterValue | undefined {
  if (json === MASKED_VALUE) return undefined
  const parsed = parsedJson(json)
  switch (typeof parsed) {
    case 'string':
      return { kind: 'text', text: parsed }
    case 'number':
      return { kind: 'number', text: json }
    case 'boolean':
      return { kind: 'boolean', value: parsed }
    default:
      return parsed === null ? { kind: 'null' } : undefined
  }
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
