import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { EventInserter } from '../../../src/backends/sqlite/event-inserter.ts'
import { openForWriting } from '../../../src/backends/sqlite/open-database.ts'
import { eventId, streamName } from '../../../src/core/event.ts'
import { newEventOf, standardEvents } from './standard-events.ts'

// An application that commits events one by one at a steady pace, and does not wait for locks: each SQLITE_BUSY is counted.
const [path = '', perSecond = '2000', seconds = '10'] = process.argv.slice(2)
const database = openForWriting(path, 'FULL')
database.pragma('busy_timeout = 0')
const inserter = new EventInserter(database)
const events = standardEvents({ streams: 500, seed: process.pid })
const total = Number(perSecond) * Number(seconds)
const start = performance.now()
let written = 0
let busy = 0
let walBytes = 0
while (written < total) {
  const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * Number(perSecond)))
  while (written < due) if (commitOne()) written++
  if (written % 500 < 10) walBytes = Math.max(walBytes, statSync(`${path}-wal`).size)
  await sleep(1)
}
database.close()
console.log(JSON.stringify({ written, busy, walBytes }))

function commitOne(): boolean {
  const next = events.next()
  if (next.done) throw new Error('events have no end')
  const event = {
    ...newEventOf(next.value),
    id: eventId(`${process.pid}-${written}`),
    stream: streamName(`order-${written % 500}`),
  }
  try {
    database
      .transaction(() => {
        inserter.begin()
        inserter.insert({ ...event, createdAtUs: Date.now() * 1000 })
        inserter.end()
      })
      .immediate()
    return true
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error
    inserter.forget()
    busy++
    return false
  }
}
