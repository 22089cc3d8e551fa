import { type JsonFault, MAX_JSON_DEPTH, MAX_JSON_KEYS } from './json.ts'

/**
 * Says why `text` is not JSON (RFC 8259) that Epoch keeps, or nothing. It does not recurse, so no depth of nesting can
 * overflow the stack, and it makes no value: numbers of any length and any key are as good as the text says.
 */
export function checkJson(text: string): JsonFault | undefined {
  return new JsonScanner(text).check()
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d

const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const plainText = /[ !#-[\]-\uffff]*/y
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const literal = /true|false|null/y

class JsonScanner {
  readonly #text: string
  #at = 0
  /** One entry per open array (-1) or object (members so far). */
  readonly #open: number[] = []

  constructor(text: string) {
    this.#text = text
  }

  check(): JsonFault | undefined {
    this.#space()
    for (;;) {
      const fault = this.#value()
      if (fault) return fault
      const ended = this.#afterValue()
      if (ended === 'end') return undefined
      if (ended !== 'next') return ended
    }
  }

  /** Scans one value, or opens a container and scans up to its first value. */
  #value(): JsonFault | undefined {
    for (;;) {
      const code = this.#code()
      if (code === openBracket || code === openBrace) {
        if (this.#open.length >= MAX_JSON_DEPTH)
          return this.#fault('too-deep', `more than ${MAX_JSON_DEPTH} levels of nesting`)
        this.#at++
        this.#space()
        if (code === openBracket) {
          if (this.#code() === closeBracket) {
            this.#at++
            return undefined
          }
          this.#open.push(-1)
          continue
        }
        if (this.#code() === closeBrace) {
          this.#at++
          return undefined
        }
        this.#open.push(1)
        const fault = this.#key()
        if (fault) return fault
        continue
      }
      if (code === quote) return this.#string()
      if (this.#take(number) || this.#take(literal)) return undefined
      return this.#unexpected('a value')
    }
  }

  #afterValue(): JsonFault | 'end' | 'next' {
    for (;;) {
      this.#space()
      const members = this.#open.at(-1)
      if (members === undefined) return this.#at === this.#text.length ? 'end' : this.#unexpected('the end')
      const code = this.#code()
      if (code === comma) {
        this.#at++
        this.#space()
        if (members === -1) return 'next'
        if (members >= MAX_JSON_KEYS) return this.#fault('too-wide', `more than ${MAX_JSON_KEYS} members in one object`)
        this.#open[this.#open.length - 1] = members + 1
        return this.#key() ?? 'next'
      }
      if (code !== (members === -1 ? closeBracket : closeBrace))
        return this.#unexpected(members === -1 ? '"," or "]"' : '"," or "}"')
      this.#at++
      this.#open.pop()
    }
  }

  #key(): JsonFault | undefined {
    if (this.#code() !== quote) return this.#unexpected('a key in double quotes')
    const fault = this.#string()
    if (fault) return fault
    this.#space()
    if (this.#code() !== colon) return this.#unexpected('":"')
    this.#at++
    this.#space()
    return undefined
  }

  #string(): JsonFault | undefined {
    this.#at++
    for (;;) {
      this.#take(plainText)
      const code = this.#code()
      if (code === quote) {
        this.#at++
        return undefined
      }
      if (code !== backslash)
        return this.#fault(
          'bad-json',
          this.#at >= this.#text.length ? 'the text ends in a string' : 'a control character in a string',
        )
      if (!this.#take(escaped)) return this.#fault('bad-json', 'an escape that JSON does not have')
    }
  }

  #take(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at
    if (!pattern.test(this.#text)) return false
    this.#at = pattern.lastIndex
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
