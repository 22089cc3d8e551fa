import Database from 'better-sqlite3'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'

/**
 * Writes numbered messages to an Emmett store: commits of a few, rollbacks between them, and pauses. It says `found <n>` for the last
 * number in the store when it opens it, and `kept <n>` after each commit; it closes after a while, if it is not killed first.
 */
const [path = '', seed = '1'] = process.argv.slice(2)
const random = new SeededRandom(Number(seed))
const database = new Database(path)
database.pragma('journal_mode = WAL')
const insert =
  database.prepare(`INSERT INTO emt_messages(stream_id, stream_position, partition, message_kind, message_data,
  message_metadata, message_schema_version, message_type, message_id) VALUES ('order', ?, 'p', 'E', ?, '{}', '0', 'OrderPaid', ?)`)
let last = Number(database.prepare('SELECT count(*) - 1 FROM emt_messages').pluck().get())
say(`found ${last}`)

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function nowUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000)
}

function transact(): void {
  const beganUs = nowUs()
  const count = random.whole(1, 5)
  database.exec('BEGIN IMMEDIATE')
  for (let n = last + 1; n <= last + count; n++) insert.run(n + 1, JSON.stringify({ n, beganUs }), crypto.randomUUID())
  if (random.chance(0.2)) {
    database.exec('ROLLBACK')
    return
  }
  database.exec('COMMIT')
  last += count
  say(`kept ${last}`)
}

for (let i = random.whole(5, 25); i > 0; i--) {
  transact()
  if (random.chance(0.5)) await new Promise((resolve) => setTimeout(resolve, random.whole(0, 20)))
}
database.close()
