import { Command, Option } from 'commander'
import { type PurgeResult, type PurgeTarget, purgeEvents } from '../backends/sqlite/purge.ts'
import { openSqliteStore } from '../backends/sqlite/sqlite-store.ts'
import { EpochError } from '../core/errors.ts'
import { type Position, position, streamName } from '../core/event.ts'
import type { CommandMaker } from './command-maker.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { interruptible } from './interruption.ts'
import { checkOwnStore } from './own-store.ts'
import { ProgressLine } from './progress-line.ts'
import { count, type Terminal } from './terminal.ts'
import { wholeNumber } from './whole-number.ts'

interface PurgeOptions {
  readonly position?: readonly Position[]
  readonly stream?: string
  readonly by: string
  readonly yes?: true
}

const onePosition = wholeNumber({ from: 1 })

export const purgeCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('purge')
    .description('empty data and metadata of events for good; the log stays verifiable, and keeps when and by whom')
    .argument('<store>', 'the store')
    .addOption(
      new Option('--position <number...>', 'the events at these positions')
        .argParser((text: string, before: readonly Position[] = []) => [...before, position(onePosition(text))])
        .conflicts('stream'),
    )
    .option('--stream <name>', 'all events of a stream')
    .requiredOption('--by <who>', 'who purges, as it is kept and shown')
    .option('--yes', 'do it; without this, only say what would be purged')
  return command.action(async (store: string, { position: positions, stream, by, yes }: PurgeOptions) => {
    if (positions === undefined && stream === undefined)
      command.error('error: name events with --position, or a stream with --stream')
    const target: PurgeTarget =
      stream === undefined
        ? { kind: 'positions', positions: positions ?? [] }
        : { kind: 'stream', stream: streamName(stream) }
    await checkOwnStore(store, 'write')
    ended(yes ? await purge(store, target, by, terminal) : await sayWhatFor(store, target, terminal))
  })
}

async function purge(store: string, target: PurgeTarget, purgerId: string, terminal: Terminal): Promise<ExitCode> {
  const line = new ProgressLine()
  const onProgress = (events: number): void =>
    line.show({ what: `Purging ${store}`, done: events, note: count(events, 'event') })
  try {
    const result = await interruptible((signal) => purgeEvents(store, target, { purgerId, signal, onProgress }))
    line.end()
    tell(store, result, terminal)
    return exitCodes.done
  } finally {
    line.end()
  }
}

function tell(store: string, { purged, already, logEmptied }: PurgeResult, terminal: Terminal): void {
  const before = already === 0 ? '' : `; ${count(already, 'was', 'were')} purged before`
  terminal.out(`${count(purged, 'event')} of ${store} purged${before}`)
  if (!logEmptied)
    terminal.err(
      `epoch: another program is reading ${store}, so ${store}-wal still has what was purged; the same command tries again`,
    )
}

async function sayWhatFor(path: string, target: PurgeTarget, terminal: Terminal): Promise<ExitCode> {
  const events = await counted(path, target)
  const which = target.kind === 'stream' ? ` of ${target.stream}` : ''
  terminal.err(
    `epoch: this would empty data and metadata of ${count(events, 'event')}${which} in ${path} for good; nothing was purged: add --yes to do it`,
  )
  return exitCodes.usage
}

/** @throws EpochError `not-found` */
async function counted(path: string, target: PurgeTarget): Promise<number> {
  if (target.kind === 'positions') return new Set(target.positions).size
  const store = await openSqliteStore(path, { mode: 'read' })
  try {
    for await (const [last] of store.readEvents(target.stream, { direction: 'backwards', limit: 1 }))
      if (last !== undefined) return last.version
    throw new EpochError('not-found', `there is no stream ${target.stream}`)
  } finally {
    await store.dispose()
  }
}
