import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import type { CompetitorReport, Manner } from './competing-writer.ts'
import { verifyLog } from './verify-log.ts'

const writer = fileURLToPath(new URL('./competing-writer.ts', import.meta.url))

export interface CompetitionOptions {
  readonly path: string
  /** One process each. */
  readonly manners: readonly Manner[]
  readonly eventsEach: number
}

export interface CompetitionReport {
  readonly events: number
  readonly conflicts: number
  /** Of the slowest process. */
  readonly p99Ms: number
  /** What is not as it must be. */
  readonly faults: readonly string[]
}

/** Lets processes append to one store at the same time, fifty appends each, and looks at what became of it. */
export async function compete({ path, manners, eventsEach }: CompetitionOptions): Promise<CompetitionReport> {
  const reports = await Promise.all(manners.map((manner) => run(path, manner, eventsEach)))
  const acknowledged = reports.flatMap(({ ids }) => ids)
  const faults = reports.flatMap(({ failures }) => Object.entries(failures).map(([code, times]) => `${times}x ${code}`))
  if (acknowledged.length !== manners.length * eventsEach) faults.push(`${acknowledged.length} appends succeeded`)
  const log = await readLog(path)
  faults.push(...log.faults)
  if (log.ids.size !== acknowledged.length) faults.push(`${log.ids.size} events are stored`)
  for (const id of acknowledged) if (!log.ids.has(id)) faults.push(`${id} is lost`)
  const { faults: found } = await verifyLog(path)
  faults.push(...found.map((fault) => JSON.stringify(fault)))
  return {
    events: log.ids.size,
    conflicts: reports.reduce((sum, report) => sum + report.conflicts, 0),
    p99Ms: Math.max(...reports.map((report) => report.p99Ms)),
    faults: faults.slice(0, 20),
  }
}

/** The ids of a log whose positions, and the versions of whose streams, must rise by one. */
async function readLog(path: string): Promise<{ readonly ids: ReadonlySet<string>; readonly faults: string[] }> {
  const store = await openSqliteStore(path, { mode: 'read' })
  const ids = new Set<string>()
  const versions = new Map<string, number>()
  const faults: string[] = []
  let position = 0
  for await (const page of store.readAll())
    for (const event of page) {
      if (event.position !== ++position) faults.push(`position ${event.position} comes after ${position - 1}`)
      const before = versions.get(event.stream) ?? 0
      if (event.version !== before + 1) faults.push(`${event.stream} has version ${event.version} after ${before}`)
      versions.set(event.stream, event.version)
      if (ids.has(event.id)) faults.push(`${event.id} is there twice`)
      ids.add(event.id)
    }
  await store.dispose()
  return { ids, faults }
}

async function run(path: string, manner: Manner, count: number): Promise<CompetitorReport> {
  const child = spawn(process.execPath, [writer, path, manner, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`a writing process ended with ${code}`)
  return JSON.parse(said)
}
