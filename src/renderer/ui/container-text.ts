import { counted } from './count-text.ts'
import type { JsonNode } from './json-nodes.ts'

/** What a line says of a list or an object whose members are, or would be, in the lines below. */
export function containerText({ kind, size }: JsonNode, state: 'open' | 'closed'): string {
  if (kind === 'object') return size === 0 ? '{}' : state === 'open' ? '{' : `{ ${counted(size, 'member')} }`
  return size === 0 ? '[]' : state === 'open' ? '[' : `[ ${counted(size, 'item')} ]`
}
