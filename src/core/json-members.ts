import type { TextRange } from './json-scanner.ts'
import { skipSpace, skipString, skipValue, textOf } from './json-source.ts'

/**
 * Where the values of a JSON object's members are, by name; of a name that is there twice the last one counts. Undefined
 * when the text is another kind of JSON. The text must be JSON: `checkJson` found nothing in it.
 */
export function jsonMembers(text: string): ReadonlyMap<string, TextRange> | undefined {
  let at = skipSpace(text, 0)
  if (text[at] !== '{') return undefined
  const members = new Map<string, TextRange>()
  at = skipSpace(text, at + 1)
  while (text[at] !== '}') {
    const keyEnd = skipString(text, at)
    const key = textOf(text.slice(at, keyEnd))
    const from = skipSpace(text, skipSpace(text, keyEnd) + 1)
    const to = skipValue(text, from)
    members.set(key, { from, to })
    at = skipComma(text, to)
  }
  return members
}

/** Where the elements of a JSON array are; undefined when the text is another kind of JSON. The text must be JSON. */
export function jsonElements(text: string): readonly TextRange[] | undefined {
  let at = skipSpace(text, 0)
  if (text[at] !== '[') return undefined
  const elements: TextRange[] = []
  at = skipSpace(text, at + 1)
  while (text[at] !== ']') {
    const to = skipValue(text, at)
    elements.push({ from: at, to })
    at = skipComma(text, to)
  }
  return elements
}

/** Past the comma after a value, where there is one, and past the space around it. */
function skipComma(text: string, end: number): number {
  const at = skipSpace(text, end)
  return text[at] === ',' ? skipSpace(text, at + 1) : at
}
