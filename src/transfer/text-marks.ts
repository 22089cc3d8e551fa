import { EpochError } from '../core/errors.ts'

const otherEncodings = [
  { name: 'UTF-32', begins: [0xff, 0xfe, 0x00, 0x00] },
  { name: 'UTF-32', begins: [0x00, 0x00, 0xfe, 0xff] },
  { name: 'UTF-16', begins: [0xff, 0xfe] },
  { name: 'UTF-16', begins: [0xfe, 0xff] },
]
const utf8Mark = [0xef, 0xbb, 0xbf]

/** How many bytes of UTF-8's byte order mark a text begins with: 3 or 0. @throws EpochError `import-wrong-encoding` for the marks of UTF-16 and UTF-32 */
export function markBytes(bytes: Uint8Array): number {
  if (beginsWith(bytes, utf8Mark)) return utf8Mark.length
  const other = otherEncodings.find(({ begins }) => beginsWith(bytes, begins))
  if (other === undefined) return 0
  throw new EpochError('import-wrong-encoding', `the text is ${other.name}; save it as UTF-8 and import it again`)
}

export function beginsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}
