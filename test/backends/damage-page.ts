import { readFileSync, writeFileSync } from 'node:fs'

const LEAF_OF_A_TABLE = 0x0d

/** Has the last page of rows in a database count its unused bytes wrongly: SQLite finds that, and all rows are there. */
export function damagePage(path: string): void {
  const bytes = readFileSync(path)
  const pageBytes = bytes.readUInt16BE(16)
  const pages = Array.from({ length: bytes.length / pageBytes - 1 }, (_, i) => (i + 1) * pageBytes)
  const leaf = pages.findLast((at) => bytes[at] === LEAF_OF_A_TABLE)
  if (leaf === undefined) throw new Error(`${path} has no page of rows`)
  bytes[leaf + 7] = 59
  writeFileSync(path, bytes)
}
