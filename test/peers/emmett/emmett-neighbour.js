import { statSync } from 'node:fs'
import { openEmmettStore, settledConnection } from './emmett-store.js'

// An Emmett application that appends so many messages of 4 kB a second, for so many seconds or until there are so many, ten at a time. It
// prints what became of it as a line of JSON, and closes when its input ends. Each message has its number and the moment before its append.

const MESSAGES_PER_APPEND = 10
const note = 'as it is in most orders, which say a little about themselves. '.repeat(63)

const [path, perSecond, seconds, most] = process.argv.slice(2)
const connection = await settledConnection(path)
const store = openEmmettStore(path, connection)
// So that a store that somebody has locked is told of, and not waited for.
await connection.command('PRAGMA busy_timeout = 0')
const report = {
  appended: 0,
  busy: 0,
  largestWalBytes: 0,
  slowestCommitMs: 0,
  eventsPerCommit: MESSAGES_PER_APPEND,
  committedUs: [],
}

function nowUs() {
  return Math.round((performance.timeOrigin + performance.now()) * 1000)
}

async function append() {
  const beganMs = performance.now()
  const beganUs = nowUs()
  const events = Array.from({ length: MESSAGES_PER_APPEND }, (_, i) => ({
    type: i % 3 === 0 ? 'OrderPlaced' : 'OrderPaid',
    data: { n: report.appended + i, beganUs, note },
    metadata: {},
  }))
  try {
    await store.append(`order-${(report.appended / MESSAGES_PER_APPEND) % 97}`, events)
    report.appended += MESSAGES_PER_APPEND
    // A little late: Emmett's answer comes after the commit.
    report.committedUs.push(nowUs())
  } catch (error) {
    if (error.code !== 'SQLITE_BUSY') throw error
    report.busy++
  }
  report.slowestCommitMs = Math.max(report.slowestCommitMs, performance.now() - beganMs)
  report.largestWalBytes = Math.max(report.largestWalBytes, statSync(`${path}-wal`).size)
}

const beganMs = performance.now()
for (;;) {
  const elapsedS = (performance.now() - beganMs) / 1000
  if (elapsedS >= Number(seconds) || report.appended >= Number(most)) break
  if (report.appended < elapsedS * Number(perSecond)) await append()
  else await new Promise((resolve) => setTimeout(resolve, 1))
}
console.log(JSON.stringify(report))
for await (const _ of process.stdin);
store.close()
