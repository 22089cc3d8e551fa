import type { JsonDiff } from './json-diff.ts'
import type { JsonNode } from './json-nodes.ts'

/** Characters of one value. */
const VALUE_CHARACTERS = 24

/** What differs in a few words, as in `cents 3 → 4, + lines.2`: the first `most` places, and how many more there are. */
export function diffSummary(diff: JsonDiff, most: number): string {
  const parts: string[] = []
  let more = 0

  function look(one: JsonDiff, path: string): void {
    if (one.kind === 'same') return
    if (one.kind === 'inside') {
      for (const { name, diff: inside } of one.members) look(inside, path === '' ? name : `${path}.${name}`)
      return
    }
    if (parts.length === most) more++
    else if (one.kind === 'changed') parts.push(`${path} ${valueText(one.before)} → ${valueText(one.after)}`.trim())
    else parts.push(`${one.kind === 'added' ? '+' : '−'} ${path}`)
  }

  look(diff, '')
  return [...parts, ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

function valueText(node: JsonNode): string {
  if (node.kind === 'object') return '{…}'
  if (node.kind === 'array') return '[…]'
  return node.text.length <= VALUE_CHARACTERS ? node.text : `${node.text.slice(0, VALUE_CHARACTERS)}…`
}
