import { counted } from './count-text.ts'
import type { JsonNode } from './json-nodes.ts'
import { sizeOf } from './json-rows.ts'

/** What a line says of a list or an object whose members are, or would be, in the lines below. */
export function containerText(node: JsonNode, state: 'open' | 'closed'): string {
  const size = sizeOf(node)
  if (node.kind === 'object') return size === 0 ? '{}' : state === 'open' ? '{' : `{ ${counted(size, 'member')} }`
  return size === 0 ? '[]' : state === 'open' ? '[' : `[ ${counted(size, 'item')} ]`
}
