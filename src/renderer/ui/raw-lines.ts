/** Where the lines of a text begin, and its end: a line ends with its line feed, and after `most` characters in any case. */
export function rawLines(text: string, most: number): readonly number[] {
  const starts = [0]
  let at = 0
  while (at < text.length) {
    const feed = text.indexOf('\n', at)
    const lineEnd = feed < 0 ? text.length : feed + 1
    while (lineEnd - at > most) {
      at = wholeCharacterEnd(text, at + most)
      starts.push(at)
    }
    at = lineEnd
    starts.push(at)
  }
  return starts
}

/** One less where it would part a surrogate pair. */
function wholeCharacterEnd(text: string, end: number): number {
  const code = text.charCodeAt(end)
  return code >= 0xdc00 && code < 0xe000 ? end - 1 : end
}

/** The line that a character is in. */
export function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [0, Math.max(0, starts.length - 2)]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
