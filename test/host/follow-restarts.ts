import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { openBackend } from '../../src/backends/open-backend.ts'
import { followWriters } from '../../src/host/follow-writers.ts'
import { SeededRandom } from '../../src/transfer/demo/seeded-random.ts'
import { databaseIn, messagesTable } from '../backends/hostile/hostile-file.ts'
import { Delivery } from './follow-neighbour.ts'

const writer = fileURLToPath(new URL('./restarting-writer.ts', import.meta.url))

export interface RestartsOptions {
  readonly folder: string
  /** How often the writer ends by itself and is started again. */
  readonly restarts: number
  /** How often it is killed. */
  readonly kills: number
  readonly seed: number
  readonly onProgress?: (done: number) => void
}

export interface RestartsReport {
  /** How many messages there are in the end. */
  readonly kept: number
  /** Of those, what was committed before a kill and not told of any more. */
  readonly foundAfterKills: number
  /** Kept and not found again by the next writer: the store's own fault. */
  readonly lostByStore: number
  /** The numbers of the messages in the order in which they were delivered; they must be 0, 1, 2 … */
  readonly delivered: readonly number[]
  readonly noticeP50Ms: number
  readonly noticeP99Ms: number
}

/** Follows a store, as the host does, whose writer commits, rolls back, pauses, closes, is killed, and comes back. */
export async function followRestarts(options: RestartsOptions): Promise<RestartsReport> {
  const { folder, restarts, kills, seed, onProgress } = options
  const path = databaseIn(folder, (database) => {
    database.pragma('journal_mode = WAL')
    database.exec(messagesTable())
  })
  const opened = await openBackend(path, { startProcess: startChildProcess })
  const delivery = new Delivery(opened.store)
  const writers = followWriters({
    path,
    refresh: () => opened.refresh(),
    attention: () => 'front',
    onChange: () => {},
    onTrouble: (error) => delivery.fail(error),
  })
  const random = new SeededRandom(seed)
  const rounds = shuffled([...Array(restarts).fill(false), ...Array(kills).fill(true)], random)
  let kept = -1
  let foundAfterKills = 0
  let lostByStore = 0
  for (const [i, isKilled] of rounds.entries()) {
    const said = await runWriter(path, seed * 1000 + i, isKilled ? random.whole(1, 12) : undefined)
    foundAfterKills += Math.max(0, said.found - kept)
    lostByStore += Math.max(0, kept - said.found)
    kept = said.kept
    onProgress?.(i + 1)
  }
  const last = await runWriter(path, seed, undefined)
  foundAfterKills += Math.max(0, last.found - kept)
  await delivery.reaches(last.kept + 1)
  await delivery.end()
  await writers.end()
  await opened.store.dispose()
  return { kept: last.kept + 1, foundAfterKills, lostByStore, ...delivery.report() }
}

/** @param killAfter after how many commits it is killed, where it is */
async function runWriter(path: string, seed: number, killAfter: number | undefined) {
  const child = spawn(process.execPath, [writer, path, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  let found = -1
  let kept = -1
  let commits = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, number] = line.split(' ')
    kept = Number(number)
    if (what === 'found') found = kept
    else if (++commits === killAfter) child.kill('SIGKILL')
  }
  const [code] = await exited
  if (code !== 0 && killAfter === undefined) throw new Error(`the writing process ended with ${code}`)
  return { found, kept }
}

function shuffled<Item>(items: readonly Item[], random: SeededRandom): Item[] {
  return items
    .map((item) => ({ item, place: random.fraction() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}
