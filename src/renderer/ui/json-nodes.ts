/** A JSON value with its text as it was written: a number of any length shows every digit. */
export type JsonNode =
  | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  /** `text` is with its quotes and escapes. */
  | { readonly kind: 'string' | 'number' | 'word'; readonly text: string }

interface JsonMember {
  readonly key: string
  readonly value: JsonNode
}

const space = /[ \t\n\r]*/y
const string = /"(?:[^"\\]|\\.)*"/y
const number = /-?[0-9][-+.0-9eE]*/y
const word = /true|false|null/y

/**
 * Reads JSON that is already known to be JSON; nesting must not be deeper than the call stack allows, which 512 levels
 * are far from.
 *
 * @throws SyntaxError where it is not
 */
export function parseJsonNodes(text: string): JsonNode {
  const reader = new NodeReader(text)
  const node = reader.value()
  reader.end()
  return node
}

class NodeReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(): JsonNode {
    this.#take(space)
    const start = this.#text[this.#at]
    if (start === '{') return this.#object()
    if (start === '[') return this.#array()
    if (start === '"') return { kind: 'string', text: this.#need(string) }
    const digits = this.#take(number)
    return digits === undefined ? { kind: 'word', text: this.#need(word) } : { kind: 'number', text: digits }
  }

  end(): void {
    this.#take(space)
    if (this.#at < this.#text.length) this.#fail()
  }

  #object(): JsonNode {
    const members: JsonMember[] = []
    this.#at++
    while (this.#more('}', members.length)) {
      this.#take(space)
      const key: unknown = JSON.parse(this.#need(string))
      this.#take(space)
      this.#char(':')
      members.push({ key: String(key), value: this.value() })
    }
    return { kind: 'object', members }
  }

  #array(): JsonNode {
    const items: JsonNode[] = []
    this.#at++
    while (this.#more(']', items.length)) items.push(this.value())
    return { kind: 'array', items }
  }

  /** Whether another member follows; takes the comma before it, or the end. */
  #more(close: string, before: number): boolean {
    this.#take(space)
    if (this.#text[this.#at] === close) {
      this.#at++
      return false
    }
    if (before > 0) this.#char(',')
    return true
  }

  #char(wanted: string): void {
    if (this.#text[this.#at] !== wanted) this.#fail()
    this.#at++
  }

  #need(pattern: RegExp): string {
    return this.#take(pattern) ?? this.#fail()
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0]
    if (found !== undefined) this.#at += found.length
    return found
  }

  #fail(): never {
    throw new SyntaxError(`not JSON at character ${this.#at + 1}`)
  }
}

/** The value as JSON text, without spaces, every number and text as it was written. */
export function nodeText(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.members.map(({ key, value }) => `${JSON.stringify(key)}:${nodeText(value)}`).join(',')}}`
    case 'array':
      return `[${node.items.map(nodeText).join(',')}]`
    default:
      return node.text
  }
}
