import { type JsonFault, MAX_JSON_DEPTH, MAX_JSON_KEYS } from './json.ts'
import { KeyTable } from './key-table.ts'

/** Where a value's text is, in a text: from its first character up to before `to`. */
export interface TextRange {
  readonly from: number
  readonly to: number
}

const quote = 0x22
const plus = 0x2b
const comma = 0x2c
const minus = 0x2d
const dot = 0x2e
const zero = 0x30
const nine = 0x39
const colon = 0x3a
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const literals = ['true', 'false', 'null']
const inArray = -1

/**
 * Reads JSON texts (RFC 8259) one after another without making values: whether each is one that Epoch keeps, where the members of its
 * object are, and whether a key is there twice. It does not recurse, so no depth of nesting can overflow the stack.
 */
export class JsonScanner {
  #text = ''
  #at = 0
  #hash = 0
  /** One entry for each open array ({@link inArray}) or object (members so far), and which of the text's objects it is. */
  #open: number[] = []
  #objects: number[] = []
  #objectCount = 0
  readonly #keys = new KeyTable()
  #keyFrom = 0
  #keyTo = 0
  #valueFrom = 0
  #members: Map<string, TextRange> | undefined
  #mayRepeat = false

  /** Where the values of the last text's members are, by name; of a name that is there twice the last counts. Undefined where it was no object. */
  get members(): ReadonlyMap<string, TextRange> | undefined {
    return this.#members
  }

  /** Whether an object of the last text may have a key twice; `repeatedKey` knows. False means that none has. */
  get mayRepeatKeys(): boolean {
    return this.#mayRepeat
  }

  /** Says why `text` is not JSON that Epoch keeps, or nothing. */
  scan(text: string): JsonFault | undefined {
    this.#begin(text)
    this.#space()
    if (this.#code() === openBrace) this.#members = new Map()
    for (;;) {
      const fault = this.#value()
      if (fault) return fault
      const ended = this.#afterValue()
      if (ended === 'end') return undefined
      if (ended !== 'next') return ended
    }
  }

  #begin(text: string): void {
    this.#text = text
    this.#at = 0
    this.#open = []
    this.#objects = []
    this.#objectCount = 0
    this.#members = undefined
    this.#mayRepeat = false
    this.#keys.clear()
  }

  /** Scans one value, or opens containers and scans up to the first value in them. */
  #value(): JsonFault | undefined {
    for (;;) {
      const code = this.#code()
      if (code === quote) {
        this.#at++
        return this.#string()
      }
      if (code === openBrace || code === openBracket) {
        const opened = this.#container(code)
        if (opened === 'empty') return undefined
        if (opened !== 'open') return opened
        continue
      }
      if (code === minus || (code >= zero && code <= nine) ? this.#number() : this.#literal()) return undefined
      return this.#unexpected('a value')
    }
  }

  #container(code: number): JsonFault | 'open' | 'empty' {
    if (this.#open.length >= MAX_JSON_DEPTH)
      return this.#fault('too-deep', `more than ${MAX_JSON_DEPTH} levels of nesting`)
    this.#at++
    this.#space()
    if (this.#code() === (code === openBrace ? closeBrace : closeBracket)) {
      this.#at++
      return 'empty'
    }
    this.#open.push(code === openBrace ? 1 : inArray)
    this.#objects.push(code === openBrace ? ++this.#objectCount : 0)
    return code === openBrace ? (this.#key() ?? 'open') : 'open'
  }

  #afterValue(): JsonFault | 'end' | 'next' {
    for (;;) {
      const depth = this.#open.length
      if (depth === 1 && this.#members) this.#member(this.#members)
      this.#space()
      if (depth === 0) return this.#at === this.#text.length ? 'end' : this.#unexpected('the end')
      const members = this.#open[depth - 1] ?? inArray
      const code = this.#code()
      if (code === comma) {
        this.#at++
        this.#space()
        if (members === inArray) return 'next'
        if (members >= MAX_JSON_KEYS) return this.#fault('too-wide', `more than ${MAX_JSON_KEYS} members in one object`)
        this.#open[depth - 1] = members + 1
        return this.#key() ?? 'next'
      }
      if (code !== (members === inArray ? closeBracket : closeBrace))
        return this.#unexpected(members === inArray ? '"," or "]"' : '"," or "}"')
      this.#at++
      this.#open.pop()
      this.#objects.pop()
    }
  }

  #key(): JsonFault | undefined {
    if (this.#code() !== quote) return this.#unexpected('a key in double quotes')
    const from = ++this.#at
    const fault = this.#plainKey() ? undefined : this.#string()
    if (fault) return fault
    const object = this.#objects[this.#objects.length - 1] ?? 0
    if (!this.#mayRepeat) this.#mayRepeat = this.#keys.has(object, this.#hash)
    if (this.#open.length === 1) {
      this.#keyFrom = from
      this.#keyTo = this.#at - 1
    }
    this.#space()
    if (this.#code() !== colon) return this.#unexpected('":"')
    this.#at++
    this.#space()
    if (this.#open.length === 1) this.#valueFrom = this.#at
    return undefined
  }

  /** Hashes a key up to past its end. One with an escape may be any other key, written otherwise: only {@link repeatedKey} can tell. */
  #plainKey(): boolean {
    const text = this.#text
    let at = this.#at
    let hash = 0
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === quote) break
      if (code === backslash || !(code >= 0x20)) {
        this.#mayRepeat = true
        return false
      }
      hash = (Math.imul(hash, 31) + code) | 0
      at++
    }
    this.#hash = hash
    this.#at = at + 1
    return true
  }

  /** The value that has just ended is a member of the outermost object, unless it is that object. */
  #member(members: Map<string, TextRange>): void {
    const key = this.#text.slice(this.#keyFrom, this.#keyTo)
    const name = key.includes('\\') ? String(JSON.parse(`"${key}"`)) : key
    members.set(name, { from: this.#valueFrom, to: this.#at })
  }

  /** From inside a string to past its end. */
  #string(): JsonFault | undefined {
    const text = this.#text
    for (;;) {
      let at = this.#at
      let code = text.charCodeAt(at)
      while (code !== quote && code !== backslash && code >= 0x20) code = text.charCodeAt(++at)
      this.#at = at
      if (code === quote) {
        this.#at++
        return undefined
      }
      if (code !== backslash)
        return this.#fault(
          'bad-json',
          at >= text.length ? 'the text ends in a string' : 'a control character in a string',
        )
      escaped.lastIndex = at
      if (!escaped.test(text)) return this.#fault('bad-json', 'an escape that JSON does not have')
      this.#at = escaped.lastIndex
    }
  }

  #literal(): boolean {
    const literal = literals.find((word) => this.#text.startsWith(word, this.#at))
    this.#at += literal?.length ?? 0
    return literal !== undefined
  }

  /** As much of a number as there is; false, and no further, where there is none. */
  #number(): boolean {
    const text = this.#text
    let at = this.#at
    if (text.charCodeAt(at) === minus) at++
    const whole = text.charCodeAt(at) === zero ? at + 1 : pastDigits(text, at)
    if (whole === at) return false
    at = whole
    if (text.charCodeAt(at) === dot) at = pastPart(text, at, at + 1)
    const code = text.charCodeAt(at) | 0x20
    if (code === 0x65) {
      const sign = text.charCodeAt(at + 1)
      at = pastPart(text, at, sign === plus || sign === minus ? at + 2 : at + 1)
    }
    this.#at = at
    return true
  }

  #space(): void {
    for (;;) {
      const code = this.#code()
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.#at++
    }
  }

  /** The code unit at hand; NaN past the end, which equals nothing. */
  #code(): number {
    return this.#text.charCodeAt(this.#at)
  }

  #unexpected(wanted: string): JsonFault {
    const found = this.#at >= this.#text.length ? 'the text ends' : `found ${JSON.stringify(this.#text[this.#at])}`
    return this.#fault('bad-json', `${found} where ${wanted} belongs`)
  }

  #fault(code: JsonFault['code'], message: string): JsonFault {
    return { code, at: this.#at, message }
  }
}

/** Past a number's part whose digits begin at `digits`; where none do, back to its mark, which then belongs to no number. */
function pastPart(text: string, mark: number, digits: number): number {
  const end = pastDigits(text, digits)
  return end === digits ? mark : end
}

function pastDigits(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code >= zero && code <= nine; code = text.charCodeAt(at)) at++
  return at
}
