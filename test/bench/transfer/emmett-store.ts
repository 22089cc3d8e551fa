import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { emmettTables } from '../../backends/emmett-tables.ts'
import { standardEvents } from '../store/standard-events.ts'

const EVENTS_PER_STREAM = 10

/** A file as an application with Emmett leaves it when it ends; made only where it is not there yet. */
export function emmettStore(folder: string, events: number): string {
  const path = join(folder, `emmett-${events}.db`)
  if (existsSync(path)) return path
  const unfinished = `${path}.part`
  rmSync(unfinished, { force: true })
  const database = new Database(unfinished)
  database.pragma('synchronous = OFF')
  for (const table of emmettTables) database.exec(table)
  database.transaction(() => addEvents(database, events))()
  database.pragma('journal_mode = WAL')
  database.close()
  renameSync(unfinished, path)
  return path
}

function addEvents(database: Database.Database, count: number): void {
  const versions = new Map<string, number>()
  const add = database.prepare(
    `INSERT INTO emt_messages(stream_id, stream_position, partition, message_data, message_metadata, message_schema_version, message_type,
      message_id, created) VALUES (?, ?, 'emt:default', ?, ?, '0', ?, ?, ?)`,
  )
  for (const { stream, type, id, createdAtUs, data, metadata } of standardEvents({
    streams: count / EVENTS_PER_STREAM,
  })) {
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    const created = new Date(createdAtUs / 1000).toISOString().slice(0, 19).replace('T', ' ')
    const { lastInsertRowid } = add.run(
      stream,
      version,
      JSON.stringify(data),
      JSON.stringify(metadata),
      type,
      id,
      created,
    )
    if (Number(lastInsertRowid) === count) break
  }
}
