import type Database from 'better-sqlite3'
import { withShadowTables } from './words-table.ts'

type Separator = [term: Buffer, page: number, block: Buffer | null]

/** FTS5 puts this before each term of its main index. */
const MAIN_INDEX = '0'

/**
 * Deleting a word takes it out of FTS5's pages, but the table that says with which word each page begins may keep it, whole or in part. Gives those
 * of `words` that are lost there another beginning: one that the page now has. (Format: the comments of SQLite's fts5_index.c. A page has in its
 * bytes 2 and 3 where its footer begins, the footer first where its first term is, which is whole and has its length before it.)
 */
export function eraseLostWords(database: Database.Database, words: readonly string[]): void {
  const segments = database.prepare<[], number>('SELECT DISTINCT segid FROM words_idx').pluck().all()
  const separator = database
    .prepare<[number, Buffer], Separator>(
      `SELECT i.term, i.pgno, d.block FROM words_idx i LEFT JOIN words_data d ON d.id = (i.segid << 37) + (i.pgno >> 1)
       WHERE i.segid = ? AND i.term <= ? ORDER BY i.term DESC LIMIT 1`,
    )
    .raw()
  for (const word of new Set(words)) {
    const term = Buffer.from(MAIN_INDEX + word)
    for (const segment of segments) {
      const [kept, , block] = separator.get(segment, term) ?? []
      if (kept === undefined || kept.length < 2 || !term.subarray(0, kept.length).equals(kept)) continue
      const other = block && separatorInstead(kept, block)
      if (other) replace(database, segment, kept, other)
    }
  }
}

/** The shortest beginning of the page's first term that is past what it begins with by now; none where that is still right. */
function separatorInstead(kept: Buffer, block: Buffer): Buffer | undefined {
  const first = firstTerm(block)
  if (first === undefined || first.subarray(0, kept.length).equals(kept)) return undefined
  for (let length = 2; length <= first.length; length++) {
    const beginning = first.subarray(0, length)
    if (beginning.compare(kept) > 0) return beginning
  }
  return undefined
}

function firstTerm(block: Buffer): Buffer | undefined {
  const footer = block.readUInt16BE(2)
  if (footer >= block.length) return undefined
  const [offset] = readVarint(block, footer)
  const [length, start] = readVarint(block, offset)
  return block.subarray(start, start + length)
}

/** A number of FTS5's, of at most 4 bytes. @returns it and where it ends */
function readVarint(block: Buffer, start: number): [value: number, end: number] {
  let value = 0
  for (let at = start; at < start + 4; at++) {
    const byte = block.readUInt8(at)
    value = (value << 7) | (byte & 0x7f)
    if (byte < 0x80) return [value, at + 1]
  }
  throw new RangeError('a page of the index of words is not as FTS5 writes it')
}

function replace(database: Database.Database, segment: number, kept: Buffer, other: Buffer): void {
  withShadowTables(database, () =>
    database
      .prepare<[Buffer, number, Buffer]>('UPDATE words_idx SET term = ? WHERE segid = ? AND term = ?')
      .run(other, segment, kept),
  )
}
