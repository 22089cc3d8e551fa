import type Database from 'better-sqlite3'
import type { PurgeMark } from '../../core/log-index.ts'

/** Which events were purged. */
export class PurgeMarks {
  readonly #mark

  constructor(database: Database.Database) {
    this.#mark = database.prepare<[number], PurgeMark>(
      "SELECT purged_at_us AS atUs, coalesce(purger_id, '') AS 'by' FROM purges WHERE position = ?",
    )
  }

  markAt(position: number): PurgeMark | undefined {
    return this.#mark.get(position)
  }
}
