import { stringEnd } from './json-spans.ts'

export interface JsonFind {
  /** '' where nothing is. */
  readonly sought: string
  /** Where in the text the hit begins that is shown, another object whenever it is gone to; absent where it is in another text. */
  readonly shown: { readonly offset: number } | undefined
}

/** Characters that are looked through between two answers: some milliseconds. */
const STRIDE = 256 * 1024

const scalar = /[^\s,:[\]{}"]+/y

/**
 * Looks for a text, in any case, in the keys, texts, numbers and words of a JSON text as they are written, and in what escapes stand for.
 * It gives where each begins that has it, a stride of the text at a time, so that whoever asks may do something else in between.
 */
export function* findInJson(json: string, sought: string): Generator<readonly number[]> {
  const lower = sought.toLowerCase()
  let hits: number[] = []
  let stride = STRIDE
  for (let at = 0; at < json.length; ) {
    const end = tokenEnd(json, at)
    if (end === at) at++
    else {
      if (has(json.slice(at, end), lower)) hits.push(at)
      at = end
    }
    if (at < stride) continue
    yield hits
    hits = []
    stride = at + STRIDE
  }
  yield hits
}

/** Past the token that begins at a place; that place where none does. */
function tokenEnd(json: string, at: number): number {
  if (json[at] === '"') return stringEnd(json, at)
  scalar.lastIndex = at
  return scalar.test(json) ? scalar.lastIndex : at
}

function has(token: string, lower: string): boolean {
  if (token.toLowerCase().includes(lower)) return true
  return token.includes('\\') && whatItSays(token).toLowerCase().includes(lower)
}

/** '' where it is no JSON. */
function whatItSays(token: string): string {
  try {
    return String(JSON.parse(token))
  } catch {
    return ''
  }
}

/** A text in parts: those at odd places are what was sought, in any case. */
export function partsAround(text: string, sought: string): readonly string[] {
  const lower = text.toLowerCase()
  const needle = sought.toLowerCase()
  if (needle === '' || lower.length !== text.length) return [text]
  const parts: string[] = []
  let done = 0
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, done)) {
    parts.push(text.slice(done, at), text.slice(at, at + needle.length))
    done = at + needle.length
  }
  return [...parts, text.slice(done)]
}
