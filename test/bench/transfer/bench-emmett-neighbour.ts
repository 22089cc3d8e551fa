import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { makeEmmettStore } from '../../backends/foreign-emmett-store.ts'
import { emmettNeighbour, isEmmettInstalled } from '../../host/emmett-neighbour.ts'
import { followNeighbour } from '../../host/follow-neighbour.ts'
import { print, rounded } from '../store/bench-line.ts'

const PER_SECOND = 1000
const SECONDS = 10

/** A real Emmett application appends messages of 4 kB while Epoch follows: how late each is seen, and what the application suffers. */
export async function benchEmmettNeighbour(folder: string): Promise<void> {
  if (!isEmmettInstalled) {
    console.log(JSON.stringify({ name: 'following Emmett', skipped: 'npm install in test/peers/emmett first' }))
    return
  }
  const path = makeEmmettStore(mkdtempSync(join(folder, 'emmett-')))
  const { delivered, ...report } = await followNeighbour({
    path,
    writer: emmettNeighbour,
    perSecond: PER_SECOND,
    seconds: SECONDS,
    asking: 'nothing',
  })
  print({
    name: "notice of an Emmett application's commit, p99",
    figure: report.lateP99Ms,
    unit: 'ms',
    goal: 50,
    better: 'less',
    p50: rounded(report.lateP50Ms),
    fromBeginOfAppendP50: rounded(report.noticeP50Ms),
    fromBeginOfAppendP99: rounded(report.noticeP99Ms),
    slowestAppendMs: rounded(report.slowestCommitMs),
    writtenPerSecond: Math.round(report.appended / SECONDS),
  })
  const once = new Set(delivered).size
  for (const [name, figure] of [
    ['lost', report.appended - once],
    ['doubled', delivered.length - once],
    ['SQLITE_BUSY for the application', report.busy],
  ] as const)
    print({ name: `following Emmett: ${name}`, figure, unit: 'messages', goal: 0, better: 'less' })
  const wal = report.largestWalBytes / 1024 / 1024
  print({ name: 'following Emmett: its WAL', figure: wal, unit: 'MiB', goal: 16, better: 'less' })
}
