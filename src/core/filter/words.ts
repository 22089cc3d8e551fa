/** Longest a word may be, in UTF-16 units; of a longer one its beginning stands for it. */
export const MAX_WORD_LENGTH = 64

const anyWord = /[\p{L}\p{M}\p{N}]+/gu
const asciiWord = /[a-z0-9]+/g
const jsonEscape = /\\(?:u([0-9a-fA-F]{4})|(.))/gs

/**
 * The words of a JSON text, names of members and literals included, in order: its escapes are read (`\u00e9` is é, `\n` parts words), then
 * {@link splitWords}.
 */
export function wordsOf(json: string): string[] {
  return splitFolded(foldedJson(json))
}

/**
 * The words of a text in order: runs of letters, marks and digits (Unicode's L, M and N) of the {@link folded} text, the first
 * {@link MAX_WORD_LENGTH} units of each. To SQLite's FTS5 `ascii` tokenizer, which takes all of these for parts of a token and folds only A
 * to Z, words joined by single spaces are exactly these words.
 */
export function splitWords(text: string): string[] {
  return splitFolded(folded(text))
}

/**
 * A text as words compare: in lower case, each character by itself (so a final ς is σ), composed (NFC). Folding twice changes nothing, and
 * no character becomes, or ceases to be, part of a word.
 */
export function folded(text: string): string {
  const lower = text.toLowerCase()
  return /[\u0300-\uffff]/.test(lower) ? lower.replaceAll('ς', 'σ').normalize('NFC') : lower
}

/** A JSON text with its escapes read, folded. */
export function foldedJson(json: string): string {
  return folded(json.includes('\\') ? json.replace(jsonEscape, escaped) : json)
}

/** The words of a text that is folded already. */
export function splitFolded(text: string): string[] {
  const words: string[] = text.match(/[\u0080-\uffff]/.test(text) ? anyWord : asciiWord) ?? []
  return words.map((word) => (word.length > MAX_WORD_LENGTH ? cut(word) : word))
}

/** Whether `wanted` follow each other in `words`. */
export function hasPhrase(words: readonly string[], wanted: readonly string[]): boolean {
  const [first] = wanted
  if (first === undefined) return true
  for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1))
    if (wanted.every((word, i) => words[at + i] === word)) return true
  return false
}

function escaped(_: string, hex: string | undefined, letter: string | undefined): string {
  if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
  return letter !== undefined && /[bfnrt]/.test(letter) ? ' ' : (letter ?? '')
}

/** Half a character at the cut is left out. */
function cut(word: string): string {
  const last = word.charCodeAt(MAX_WORD_LENGTH - 1)
  return word.slice(0, last >= 0xd800 && last < 0xdc00 ? MAX_WORD_LENGTH - 1 : MAX_WORD_LENGTH)
}
