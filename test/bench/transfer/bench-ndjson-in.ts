import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openSqliteImport } from '../../../src/backends/sqlite/sqlite-import.ts'
import { position, streamVersion } from '../../../src/core/event.ts'
import { eventLine } from '../../../src/core/event-line.ts'
import { openHistory } from '../../../src/transfer/open-history.ts'
import { print } from '../store/bench-line.ts'
import { newEventOf, standardEvents, take } from '../store/standard-events.ts'

const MIB = 1024 * 1024
const BATCH = 1000
const STREAMS = 10_000
const tellMemory = new URL('./tell-memory.mjs', import.meta.url).href
const epoch = fileURLToPath(new URL('../../../bin/epoch', import.meta.url))

/** A file of NDJSON into a new store by the built `epoch import`, beside the same events given to the import as they are. */
export async function benchNdjsonIn(folder: string, mebibytes: number): Promise<void> {
  const file = join(folder, 'events.ndjson')
  const events = await writeLines(file, mebibytes * MIB)
  const raw = await importRaw(join(folder, 'raw.db'), events)
  const readMs = await timed(() => readAll(file))
  const ours = await epochImport(file, join(folder, 'ours.db'))
  const what = `${Math.round(statSync(file).size / MIB)} MiB of NDJSON`
  const figure = (events / ours.ms) * 1000
  print({ name: `read ${what}`, figure: (events / readMs) * 1000, unit: 'lines/s', better: 'more' })
  print({ name: `import ${what}`, figure, unit: 'lines/s', goal: 50_000, better: 'more' })
  print({
    name: `import ${what}, beside the same events`,
    figure,
    unit: 'lines/s',
    anchor: raw,
    anchorName: 'events given to the import as they are',
    goal: 0.5,
    goalOf: 'ratio',
    better: 'more',
  })
  print({ name: `memory of the import of ${what}`, figure: ours.rssMiB, unit: 'MiB', goal: 256, better: 'less' })
}

async function readAll(file: string): Promise<void> {
  const { history } = await openHistory(file)
  for await (const { faults } of history) if (faults.length > 0) throw new Error('the lines of the benchmark are bad')
}

/** Runs the command in a process that does nothing else; its start counts too. */
async function epochImport(file: string, store: string): Promise<{ readonly ms: number; readonly rssMiB: number }> {
  const memory = `${store}.memory`
  const env = { ...process.env, NODE_OPTIONS: `--import=${tellMemory}`, EPOCH_BENCH_MEMORY: memory }
  const ms = await timed(() => promisify(execFile)(process.execPath, [epoch, 'import', store, file], { env }))
  const kibibytes = readFileSync(memory, 'utf8').trim().split('\n').map(Number)
  return { ms, rssMiB: Math.max(...kibibytes) / 1024 }
}

async function writeLines(file: string, bytes: number): Promise<number> {
  const made = standardEvents({ streams: STREAMS })
  const out = createWriteStream(file)
  let events = 0
  for (let written = 0; written < bytes; ) {
    const lines = take(made, BATCH).map((event) => {
      events += 1
      return `${eventLine({ ...newEventOf(event), position: position(events), version: streamVersion(1) })}\n`
    })
    const text = lines.join('')
    written += text.length
    if (!out.write(text)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return events
}

/** @returns events per second, without the time in which they are made */
async function importRaw(path: string, events: number): Promise<number> {
  const made = standardEvents({ streams: STREAMS })
  const target = await openSqliteImport(path)
  let ms = 0
  for (let done = 0; done < events; done += BATCH) {
    const batch = take(made, BATCH).map(newEventOf)
    ms += await timed(() => target.add(batch))
  }
  ms += await timed(() => target.finish())
  return (events / ms) * 1000
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
