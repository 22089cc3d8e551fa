import type Database from 'better-sqlite3'
import { eachCount, SEGMENT_EVENTS } from './segment.ts'
import { SegmentColumns, SegmentWriter } from './segment-writer.ts'

/** How long a part goes on before it lets others have a turn. */
const PART_MS = 50

interface Filled {
  /** Positions. */
  readonly done: number
  readonly total: number
}

/** Writes the segments of all events of a store that has none yet, inside the caller's transaction; part by part as it is asked on. */
export function* fillSegments(database: Database.Database): Generator<Filled, void> {
  const total = database.prepare<[], number>('SELECT coalesce(max(position), 0) FROM events').pluck().get() ?? 0
  const events = database
    .prepare<[number, number], [number, number, number, number]>(
      `SELECT position, type_id, coalesce(category_id, 0), created_at_us FROM events LEFT JOIN streams ON streams.id = stream_id
       WHERE position > ? AND position <= ? ORDER BY position`,
    )
    .raw()
  const writer = new SegmentWriter(database)
  const columns = new SegmentColumns()
  let untilMs = performance.now() + PART_MS
  for (let start = 0; start + SEGMENT_EVENTS <= total; start += SEGMENT_EVENTS) {
    columns.clear()
    for (const event of events.all(start, start + SEGMENT_EVENTS)) columns.set(...event)
    writer.write(start / SEGMENT_EVENTS, columns)
    if (performance.now() < untilMs) continue
    yield { done: start + SEGMENT_EVENTS, total }
    untilMs = performance.now() + PART_MS
  }
  yield { done: total, total }
}

/** Compares the segments, and the events after them, with the counts of types and categories. @returns in a sentence what does not fit */
export function checkSegments(database: Database.Database): string | undefined {
  const segments = database.prepare<[], [Buffer, Buffer]>('SELECT types, categories FROM segment_counts').raw().all()
  const after = segments.length * SEGMENT_EVENTS
  const [types, categories] = [new Map<number, number>(), new Map<number, number>()]
  for (const [ofTypes, ofCategories] of segments) {
    eachCount(ofTypes, (type, count) => add(types, type, count))
    eachCount(ofCategories, (category, count) => add(categories, category, count))
  }
  const tail = (column: string, counts: Map<number, number>): void => {
    const rows = database
      .prepare<[number], [number, number]>(
        `SELECT ${column}, count(*) FROM events JOIN streams ON streams.id = stream_id WHERE position > ? GROUP BY 1`,
      )
      .raw()
    for (const [number, count] of rows.all(after)) add(counts, number, count)
  }
  tail('type_id', types)
  tail('category_id', categories)
  return firstDifference(database, 'types', types) ?? firstDifference(database, 'categories', categories)
}

function add(counts: Map<number, number>, number: number, count: number): void {
  counts.set(number, (counts.get(number) ?? 0) + count)
}

function firstDifference(
  database: Database.Database,
  table: 'types' | 'categories',
  found: ReadonlyMap<number, number>,
): string | undefined {
  const rows = database.prepare<[], [number, number]>(`SELECT id, events FROM ${table} WHERE events > 0`).raw().all()
  const wrong = rows.find(([id, events]) => found.get(id) !== events)
  if (wrong !== undefined) return `it has ${found.get(wrong[0]) ?? 0} events where its ${table} count ${wrong[1]}`
  return rows.length === found.size ? undefined : `it has events whose ${table} it does not know`
}
