const quote = 0x22
const lineFeed = 0x0a

/** Bytes of a file from its beginning within which its header is expected to end. */
export const CSV_HEAD_BYTES = 64 * 1024

/** What parts the cells of a table: of comma, semicolon and tab the one that its first row has most of, outside quotes. */
export function csvDelimiter(head: Uint8Array): ',' | ';' | '\t' {
  const counts = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (const byte of head) {
    if (byte === quote) quoted = !quoted
    else if (byte === lineFeed && !quoted) break
    else if (!quoted) {
      const character = String.fromCharCode(byte)
      if (character === ',' || character === ';' || character === '\t') counts[character] += 1
    }
  }
  const most = Math.max(counts[','], counts[';'], counts['\t'])
  if (counts[','] === most) return ','
  return counts[';'] === most ? ';' : '\t'
}
