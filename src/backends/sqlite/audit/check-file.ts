import type Database from 'better-sqlite3'
import type { FileCheck, FindingList } from '../../../core/store-audit.ts'

/**
 * Largest file that SQLite checks by itself unasked: it does so in one statement, about a second for 600 MB, and no read
 * transaction may last longer than 250 ms, since what other programs write meanwhile piles up in the write-ahead log.
 */
const MOST_BYTES = 64 * 1024 * 1024

const MOST_FINDINGS = 100

/** Has SQLite check the file. @returns in a sentence, why it was left out; '' where it was made */
export function checkFile(database: Database.Database, fileCheck: FileCheck, findings: FindingList): string {
  const bytes = numberOf(database, 'page_count') * numberOf(database, 'page_size')
  if (bytes > MOST_BYTES && fileCheck === 'when-small')
    return `SQLite's own check of the file, which reads all ${Math.round(bytes / 1e6)} MB at once and keeps the log of whoever writes from being emptied meanwhile`
  const found = database.prepare<[], string>(`PRAGMA quick_check(${MOST_FINDINGS})`).pluck().all()
  for (const said of found.flatMap((text) => text.split('\n')))
    if (said !== 'ok' && said !== '') findings.add('file', `SQLite says of the file: ${said}`)
  return ''
}

function numberOf(database: Database.Database, pragma: string): number {
  return Number(database.pragma(pragma, { simple: true }))
}
