import { EpochError } from '../core/errors.ts'
import { beginsWith } from './text-marks.ts'

const unpackFirst = 'unpack it and import what is in it'

/** What other files begin with, by the byte at which it stands. */
const magics = [
  { what: 'gzip data inside gzip data', begins: [0x1f, 0x8b], next: unpackFirst },
  { what: 'a SQLite database', begins: [...Buffer.from('SQLite format 3\0')], next: 'open it as a store' },
  { what: 'a ZIP archive', begins: [0x50, 0x4b, 0x03, 0x04], next: unpackFirst },
  { what: 'a ZIP archive', begins: [0x50, 0x4b, 0x05, 0x06], next: unpackFirst },
  { what: 'a Zstandard file', begins: [0x28, 0xb5, 0x2f, 0xfd], next: unpackFirst },
  { what: 'a bzip2 file', begins: [0x42, 0x5a, 0x68], next: unpackFirst },
  { what: 'an XZ file', begins: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], next: unpackFirst },
  { what: 'a 7-Zip archive', begins: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], next: unpackFirst },
  { what: 'a tar archive', begins: [...Buffer.from('ustar')], at: 257, next: unpackFirst },
]

/** @throws EpochError `import-unsupported` where the bytes begin a file that is no text of events */
export function refuseUnsupported(bytes: Uint8Array): void {
  const found = magics.find(({ begins, at = 0 }) => beginsWith(bytes.subarray(at), begins))
  if (found) throw new EpochError('import-unsupported', `this is ${found.what}; ${found.next}`)
}
