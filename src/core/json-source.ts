const structure = /["[\]{}]/g
const scalar = /[^,\]}\s]+/y

/**
 * The source text of the number at a place in a JSON text, which must be JSON and must have a number there: of a key that is written
 * twice the last is meant, as JSON.parse has it. Needed where a number is longer than a double.
 *
 * @returns undefined where the text has no such member. JSON.parse of V8 13.6 may say otherwise: it takes a key of one character that is
 * written as an escape for the key `\` where it has seen that before.
 */
export function numberTextAt(json: string, steps: readonly (string | number)[]): string | undefined {
  let at: number | undefined = skipSpace(json, 0)
  for (const step of steps) {
    at = typeof step === 'string' ? memberAt(json, at, step) : elementAt(json, at, step)
    if (at === undefined) return undefined
  }
  return json.slice(at, skipValue(json, at))
}

/** Where the value of an object's last member of this name begins. */
function memberAt(json: string, object: number, name: string): number | undefined {
  let found: number | undefined
  let at = skipSpace(json, object + 1)
  while (json[at] === '"') {
    const end = skipString(json, at)
    const isIt = isString(json.slice(at, end), name)
    at = skipSpace(json, skipSpace(json, end) + 1)
    if (isIt) found = at
    at = afterValue(json, at)
  }
  return found
}

function elementAt(json: string, array: number, place: number): number {
  let at = skipSpace(json, array + 1)
  for (let i = 0; i < place; i++) at = afterValue(json, at)
  return at
}

/** Past a value and the comma after it, where there is one. */
function afterValue(json: string, value: number): number {
  const end = skipSpace(json, skipValue(json, value))
  return json[end] === ',' ? skipSpace(json, end + 1) : end
}

export function skipValue(json: string, at: number): number {
  const first = json[at]
  if (first === '"') return skipString(json, at)
  if (first === '{' || first === '[') return skipContainer(json, at)
  scalar.lastIndex = at
  return scalar.test(json) ? scalar.lastIndex : json.length
}

function skipContainer(json: string, start: number): number {
  let depth = 0
  structure.lastIndex = start
  for (let match = structure.exec(json); match !== null; match = structure.exec(json)) {
    if (match[0] === '"') structure.lastIndex = skipString(json, match.index)
    else if (match[0] === '{' || match[0] === '[') depth++
    else if (--depth === 0) return match.index + 1
  }
  return json.length
}

export function skipString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote >= 0; quote = json.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (json[quote - 1 - backslashes] === '\\') backslashes++
    if (backslashes % 2 === 0) return quote + 1
  }
  return json.length
}

export function skipSpace(json: string, at: number): number {
  let end = at
  while (json[end] === ' ' || json[end] === '\n' || json[end] === '\r' || json[end] === '\t') end++
  return end
}

function isString(source: string, text: string): boolean {
  return textOf(source) === text
}

/** What a JSON string says. */
export function textOf(source: string): string {
  return source.includes('\\') ? String(JSON.parse(source)) : source.slice(1, -1)
}
