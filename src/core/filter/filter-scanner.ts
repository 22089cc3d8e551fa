import { InvalidFilter } from '../errors.ts'

const space = /\s*/y
const string = /"[^"\\]*(?:\\[ -\uffff][^"\\]*)*"/y
const control = /[^ -\uffff]/g

/** A filter's text and how far it has been read. */
export class FilterScanner {
  readonly text: string
  /** In UTF-16 units from 0. */
  at = 0

  constructor(text: string) {
    this.text = text
  }

  get atEnd(): boolean {
    return this.at >= this.text.length
  }

  /** The UTF-16 unit at hand, '' at the end. */
  get next(): string {
    return this.text.charAt(this.at)
  }

  skipSpace(): void {
    this.take(space)
  }

  takeText(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false
    this.at += text.length
    return true
  }

  /** @param pattern sticky; its first group is what was found, where it has one */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.text)
    if (match === null) return undefined
    this.at = pattern.lastIndex
    return match[1] ?? match[0]
  }

  /** What a text in double quotes at hand says; its escapes are JSON's, and a character that JSON has escaped may stand as it is. */
  quoted(): string {
    const start = this.at
    const found = this.take(string)
    if (found === undefined) throw this.failure('a text that ends in double quotes')
    try {
      return String(JSON.parse(found.replace(control, escapeOf)))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      throw this.failure('a text in double quotes with the escapes that JSON has (a backslash is written \\\\)', start)
    }
  }

  failure(expected: string, at: number = this.at): InvalidFilter {
    return new InvalidFilter(this.text, at + 1, expected)
  }
}

function escapeOf(character: string): string {
  return JSON.stringify(character).slice(1, -1)
}
