const lineFeed = 0x0a
const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/** Deeper than any value that is kept; past it openings are only counted. */
const MOST_LEVELS = 1024

/**
 * Finds where a value of JSON text ends, whose bytes come in chunks. It looks at strings and nesting alone: what is wrong inside the
 * value is for others to find, and as little as can be is taken along where a bracket or a quotation mark is missing.
 */
export class JsonValueScanner {
  readonly #open = new Uint8Array(MOST_LEVELS)
  #depth = 0
  /** Levels open past {@link MOST_LEVELS}. */
  #beyond = 0
  #state: 'begins' | 'nested' | 'string' | 'escape' | 'scalar' = 'begins'
  #isBroken = false

  /** Whether the value ended because a string in it goes past its line, so that what follows may belong to it still. */
  get isBroken(): boolean {
    return this.#isBroken
  }

  begin(): void {
    this.#depth = 0
    this.#beyond = 0
    this.#state = 'begins'
    this.#isBroken = false
  }

  /** @returns the index past the value's end; undefined where it goes on in the next chunk */
  scan(bytes: Uint8Array, from: number): number | undefined {
    let at = from
    while (at < bytes.length) {
      if (this.#state === 'string' || this.#state === 'escape') {
        at = this.#string(bytes, at)
        if (this.#isBroken || this.#isWholeString()) return at
        continue
      }
      const byte = bytes[at] ?? 0
      if (this.#state === 'scalar' && endsScalar(byte)) return at
      if (byte === quote && this.#state !== 'scalar') this.#state = 'string'
      else if (byte === openBrace || byte === openBracket) this.#enter(byte)
      else if (byte === closeBrace || byte === closeBracket) {
        if (byte === closeBracket && !this.#isOpen(openBracket) && this.#state === 'nested') return at
        if (this.#leave(byte === closeBrace ? openBrace : openBracket)) return at + 1
      } else if (this.#state === 'begins') this.#state = 'scalar'
      at++
    }
    return undefined
  }

  /** Up to past the string's end, or to the line feed that no string has. */
  #string(bytes: Uint8Array, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at]
      if (byte === lineFeed) {
        this.#isBroken = true
        return at
      }
      if (this.#state === 'escape') this.#state = 'string'
      else if (byte === backslash) this.#state = 'escape'
      else if (byte === quote) {
        this.#state = 'nested'
        return at + 1
      }
    }
    return bytes.length
  }

  #isWholeString(): boolean {
    return this.#state === 'nested' && this.#depth === 0
  }

  #enter(bracket: number): void {
    this.#state = 'nested'
    if (this.#depth < MOST_LEVELS) this.#open[this.#depth++] = bracket
    else this.#beyond++
  }

  /** Closes what was opened with `bracket`, and what was left open in it. @returns whether that was the value itself */
  #leave(bracket: number): boolean {
    if (this.#state !== 'nested') {
      this.#state = 'nested'
      return true
    }
    if (this.#beyond > 0) {
      this.#beyond--
      return false
    }
    if (!this.#isOpen(bracket)) return false
    while (this.#open[--this.#depth] !== bracket);
    return this.#depth === 0
  }

  #isOpen(bracket: number): boolean {
    if (this.#beyond > 0 || this.#open[this.#depth - 1] === bracket) return true
    return this.#open.subarray(0, this.#depth).includes(bracket)
  }
}

function endsScalar(byte: number): boolean {
  return byte <= 0x20 || byte === comma || byte === closeBracket || byte === closeBrace
}
