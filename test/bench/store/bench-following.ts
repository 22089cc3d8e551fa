import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createStore } from '../../../src/backends/sqlite/open-database.ts'
import { openSqliteStore } from '../../../src/backends/sqlite/sqlite-store.ts'
import { followWriters } from '../../../src/host/follow-writers.ts'
import { freshPath } from './bench-appends.ts'
import { percentile, print, rounded } from './bench-line.ts'

const PER_SECOND = 2000
const SECONDS = 10

const writer = fileURLToPath(new URL('./paced-writer.ts', import.meta.url))

interface WriterReport {
  readonly written: number
  readonly busy: number
  readonly walBytes: number
}

/** Another process commits while Epoch follows: how late each event is seen, and what the writer suffers. */
export async function benchFollowing(folder: string): Promise<void> {
  const path = freshPath(folder, 'followed.db')
  createStore(path)
  const store = await openSqliteStore(path, { mode: 'write' })
  const followed = followWriters({
    path,
    refresh: () => store.refresh(),
    attention: () => 'front',
    onChange: () => {},
    onTrouble: (error) => {
      throw error
    },
  })
  const end = new AbortController()
  const lateMs: number[] = []
  const seen = new Map<string, number>()
  const following = (async () => {
    for await (const message of store.subscribe({ signal: end.signal })) {
      if (message.kind !== 'events') continue
      const now = Date.now() * 1000
      for (const event of message.events) {
        lateMs.push((now - event.createdAtUs) / 1000)
        seen.set(event.id, (seen.get(event.id) ?? 0) + 1)
      }
    }
  })().catch((error: unknown) => {
    if (!end.signal.aborted) throw error
  })
  const report = await reportOf(
    spawn(
      process.execPath,
      ['--experimental-strip-types', '--no-warnings', writer, path, String(PER_SECOND), String(SECONDS)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    ),
  )
  const head = await store.refresh()
  while (seen.size < report.written && lateMs.length < head) await new Promise((resolve) => setTimeout(resolve, 20))
  end.abort()
  await following
  await followed.end()
  const walBytes = Math.max(report.walBytes, statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0)
  await store.dispose()
  print({
    name: "notice of another process's commit, p95",
    figure: percentile(lateMs, 0.95),
    unit: 'ms',
    goal: 50,
    better: 'less',
    p50: rounded(percentile(lateMs, 0.5)),
    writtenPerSecond: Math.round(report.written / SECONDS),
  })
  for (const [name, figure] of [
    ['lost', report.written - seen.size],
    ['doubled', lateMs.length - seen.size],
    ['SQLITE_BUSY for the writer', report.busy],
  ] as const)
    print({ name: `following a writer: ${name}`, figure, unit: 'events', goal: 0, better: 'less' })
  print({ name: 'following a writer: its WAL', figure: walBytes / 1024 / 1024, unit: 'MiB', goal: 16, better: 'less' })
}

async function reportOf(child: ChildProcess): Promise<WriterReport> {
  if (child.stdout === null) throw new Error('no output')
  const exited = once(child, 'exit')
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) last = line
  await exited
  return JSON.parse(last)
}
