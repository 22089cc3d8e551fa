import Database from 'better-sqlite3'

/** The rows of a store's segments, in order, their bytes in hexadecimal. */
export function segmentRowsOf(path: string): unknown[] {
  const database = new Database(path, { readonly: true })
  try {
    return database
      .prepare(
        `SELECT c.segment, hex(c.types) AS types, hex(c.categories) AS categories, n.least_us, n.greatest_us,
           hex(n.types) AS typeCounts, hex(n.categories) AS categoryCounts
         FROM segment_columns c FULL JOIN segment_counts n USING (segment) ORDER BY segment`,
      )
      .all()
  } finally {
    database.close()
  }
}
