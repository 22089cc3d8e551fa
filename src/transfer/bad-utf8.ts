const replacement = '\ufffd'
const replacementBytes = 3

/** Where the first character that is no UTF-8 stands, in UTF-16 units from 1. */
export function firstBadCharacter(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  let unit = 0
  let byte = 0
  for (const character of text) {
    if (character === replacement && !isReplacement(bytes, byte)) break
    byte += character === replacement ? replacementBytes : Buffer.byteLength(character)
    unit += character.length
  }
  return unit + 1
}

function isReplacement(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd
}
