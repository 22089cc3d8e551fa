import Database from 'better-sqlite3'
import { openSqliteStore } from '../../../src/backends/sqlite/sqlite-store.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'

/** So many UTF-16 units of a payload fit a name. */
const MOST_IN_NAME = 300

/** A store of Epoch's own with each payload as stream, type, id, value and name of a member of data and of metadata, and as correlation. */
export async function hostileStore(path: string, payloads: readonly string[]): Promise<void> {
  const store = await openSqliteStore(path, { mode: 'create' })
  for (const [at, payload] of payloads.entries()) {
    const name = payload.slice(0, MOST_IN_NAME)
    await store.storeEvent(
      new EventBuilder()
        .stream(name)
        .type(name)
        .id(`${at}-${name}`)
        .data({ [payload]: payload, list: [{ [payload]: [payload] }], at })
        .metadata({ correlationId: name, actorId: name, [payload]: payload })
        .build(),
    )
  }
  await store.dispose()
}

/** A database that no kind fits, whose tables and columns are called by payloads and whose rows have them. */
export function hostileTables(path: string, payloads: readonly string[]): void {
  const database = new Database(path)
  for (const [at, payload] of payloads.slice(0, 20).entries()) {
    const quoted = quotedName(`${at} ${payload}`)
    database.exec(`CREATE TABLE ${quoted} (id INTEGER PRIMARY KEY, ${quotedName(payload)} TEXT)`)
    database.prepare(`INSERT INTO ${quoted} VALUES (1, ?)`).run(payload)
  }
  database.close()
}

function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
