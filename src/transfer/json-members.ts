import type { TextRange } from '../core/json-scanner.ts'

const notInString = /[^"{}[\]]*/y
const plainText = /[^"\\]*/y
const scalar = /[^,}\] \t\n\r]*/y
const space = /[ \t\n\r]*/y

/**
 * Where the values of a JSON object's members are, by name; of a name that is there twice the last one counts. Undefined
 * when the text is another kind of JSON. The text must be JSON: `checkJson` found nothing in it.
 */
export function jsonMembers(text: string): ReadonlyMap<string, TextRange> | undefined {
  let at = past(space, text, 0)
  if (text[at] !== '{') return undefined
  const members = new Map<string, TextRange>()
  at = past(space, text, at + 1)
  while (text[at] !== '}') {
    const keyEnd = stringEnd(text, at + 1)
    const key = keyOf(text.slice(at, keyEnd))
    const from = past(space, text, past(space, text, keyEnd) + 1)
    const to = valueEnd(text, from)
    members.set(key, { from, to })
    at = past(space, text, to)
    if (text[at] === ',') at = past(space, text, at + 1)
  }
  return members
}

/** Where the elements of a JSON array are; undefined when the text is another kind of JSON. The text must be JSON. */
export function jsonElements(text: string): readonly TextRange[] | undefined {
  let at = past(space, text, 0)
  if (text[at] !== '[') return undefined
  const elements: TextRange[] = []
  at = past(space, text, at + 1)
  while (text[at] !== ']') {
    const to = valueEnd(text, at)
    elements.push({ from: at, to })
    at = past(space, text, to)
    if (text[at] === ',') at = past(space, text, at + 1)
  }
  return elements
}

function keyOf(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1)
}

function valueEnd(text: string, from: number): number {
  const first = text[from]
  if (first === '"') return stringEnd(text, from + 1)
  if (first !== '{' && first !== '[') return past(scalar, text, from)
  let depth = 0
  let at = from
  do {
    at = past(notInString, text, at)
    const mark = text[at]
    at += 1
    if (mark === '"') at = stringEnd(text, at)
    else depth += mark === '{' || mark === '[' ? 1 : -1
  } while (depth > 0)
  return at
}

/** Past the quotation mark that ends a string, from a place inside it. */
function stringEnd(text: string, inside: number): number {
  let at = past(plainText, text, inside)
  while (text[at] === '\\') at = past(plainText, text, at + 2)
  return at + 1
}

function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  pattern.test(text)
  return pattern.lastIndex
}
