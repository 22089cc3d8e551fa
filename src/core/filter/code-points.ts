/**
 * Which of two texts comes first by their code points, as in UTF-8: below 0 where `a` does, above 0 where `b` does. `<` on strings compares
 * UTF-16 units instead, which puts an emoji before U+FFFD.
 */
export function compareCodePoints(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  let at = 0
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++
  if (at === a.length || at === b.length) return a.length - b.length
  const start = at > 0 && isHighSurrogate(a.charCodeAt(at - 1)) ? at - 1 : at
  return codePointAt(a, start) - codePointAt(b, start) || codePointAt(a, at) - codePointAt(b, at)
}

function codePointAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}
