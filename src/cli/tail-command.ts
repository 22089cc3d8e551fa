import { Command } from 'commander'
import type { OpenedBackend } from '../backends/open-backend.ts'
import { EpochError, type EpochErrorCode } from '../core/errors.ts'
import { type Position, position } from '../core/event.ts'
import type { EventFilter } from '../core/event-filter.ts'
import { followWriters } from '../host/follow-writers.ts'
import type { CommandMaker } from './command-maker.ts'
import { EventOutput } from './event-output.ts'
import { exitCodes } from './exit-codes.ts'
import { Interrupted } from './interruption.ts'
import { readFilter } from './read-filter.ts'
import type { Terminal } from './terminal.ts'
import { wholeNumber } from './whole-number.ts'
import { withStore } from './with-store.ts'

/** What asking again may help against. */
const passing: readonly EpochErrorCode[] = ['store-busy', 'store-timeout', 'store-reader-died']

interface TailOptions {
  readonly from?: number
  readonly filter: string
  readonly ndjson?: true
}

interface Tail {
  readonly path: string
  readonly filter: EventFilter
  /** Without it, from the head. */
  readonly after?: Position
  readonly output: EventOutput
}

export const tailCommand: CommandMaker = (terminal, ended) => {
  return new Command('tail')
    .description('print events as they are appended, by whatever process, until interrupted')
    .argument('<store>', 'the store')
    .option('--from <position>', 'first what is there after this position; 0 is everything', wholeNumber())
    .option('--filter <filter>', 'only what fits, as in "category:order"', '')
    .option('--ndjson', 'one JSON object a line, as epoch import reads it')
    .action(async (path: string, { from, filter: text, ndjson }: TailOptions) => {
      const filter = readFilter(text, terminal)
      if (filter === undefined) return ended(exitCodes.usage)
      const output = new EventOutput(ndjson ? 'ndjson' : 'table', terminal)
      const tail = { path, filter, output, ...(from !== undefined && { after: position(from) }) }
      try {
        await withStore(path, (opened, signal) => follow(opened, tail, { signal, terminal }))
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error
      }
      ended(exitCodes.done)
    })
}

/** Ends only by the signal, or by an error that stays. */
async function follow(
  { store, refresh }: OpenedBackend,
  { path, filter, after, output }: Tail,
  { signal, terminal }: { readonly signal: AbortSignal; readonly terminal: Terminal },
): Promise<void> {
  const from = after ?? (await store.head())
  const failed = new AbortController()
  const either = AbortSignal.any([signal, failed.signal])
  const writers = followWriters({
    path,
    refresh,
    attention: () => 'front',
    onChange: () => {},
    onTrouble: (error) => {
      if (isPassing(error)) terminal.err(`epoch: ${error.message}`)
      else failed.abort(error)
    },
  })
  try {
    terminal.err(`epoch: following ${path} after position ${from}; Ctrl+C ends it`)
    for await (const message of store.subscribe({ after: from, filter, signal: either }))
      if (message.kind === 'events') await output.write(message.events, store.capabilities, either)
  } finally {
    await writers.end()
  }
}

function isPassing(error: Error): boolean {
  return error instanceof EpochError && passing.includes(error.code)
}
