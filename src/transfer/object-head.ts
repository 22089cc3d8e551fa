const lineFeed = 0x0a
const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const colon = 0x3a
const openBrackets = new Set([0x5b, 0x7b])
const closeBrackets = new Set([0x5d, 0x7d])

/** What the beginning of an object's JSON says about it, however much of it is there. */
export interface ObjectHead {
  /** Where the values of its own members begin, by name, as far as they are there. */
  readonly members: ReadonlyMap<string, number>
  /** Past its closing brace; undefined where that is not there. */
  readonly end?: number
  /** Whether a string goes past its line, which none does in JSON. */
  readonly isBroken: boolean
}

/** @param from where the object's brace is */
export function readObjectHead(bytes: Uint8Array, from: number): ObjectHead {
  const members = new Map<string, number>()
  let depth = 0
  let key: string | undefined
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte === quote) {
      const end = stringEnd(bytes, at + 1)
      if (end === undefined) return { members, isBroken: bytes.includes(lineFeed, at) }
      if (bytes.subarray(at, end).includes(lineFeed)) return { members, isBroken: true }
      if (depth === 1) key ??= Buffer.from(bytes.subarray(at + 1, end - 1)).toString('utf8')
      at = end - 1
    } else if (byte === colon && depth === 1 && key !== undefined) members.set(key, pastSpace(bytes, at + 1))
    else if (byte === comma && depth === 1) key = undefined
    else if (openBrackets.has(byte)) depth++
    else if (closeBrackets.has(byte) && --depth === 0) return { members, end: at + 1, isBroken: false }
  }
  return { members, isBroken: false }
}

function stringEnd(bytes: Uint8Array, inside: number): number | undefined {
  for (let at = inside; at < bytes.length; at++) {
    if (bytes[at] === backslash) at++
    else if (bytes[at] === quote) return at + 1
  }
  return undefined
}

/** Past the white space of JSON. */
export function pastSpace(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++
  return at
}
