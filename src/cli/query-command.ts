import { Command, Option } from 'commander'
import type { OpenedBackend } from '../backends/open-backend.ts'
import type { EventFilter } from '../core/event-filter.ts'
import type { Direction } from '../core/event-store-backend.ts'
import type { CommandMaker } from './command-maker.ts'
import { EventOutput } from './event-output.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { readFilter } from './read-filter.ts'
import type { Terminal } from './terminal.ts'
import { wholeNumber } from './whole-number.ts'
import { type DamagedOption, damagedOption, withStore } from './with-store.ts'

interface QueryOptions extends DamagedOption {
  readonly json?: true
  readonly ndjson?: true
  readonly count?: true
  readonly limit?: number
  readonly reverse?: true
}

interface Query {
  readonly filter: EventFilter
  readonly limit: number
  readonly direction: Direction
}

export const queryCommand: CommandMaker = (terminal, ended) => {
  return new Command('query')
    .description('print the events that fit a filter; docs/filters.md has the language, "" is every event')
    .argument('<store>', 'the store')
    .argument('<filter>', 'as in "type:OrderPlaced data.total>100"')
    .addOption(new Option('--json', 'as one JSON array').conflicts(['ndjson', 'count']))
    .addOption(new Option('--ndjson', 'one JSON object a line, as epoch import reads it').conflicts('count'))
    .option('--count', 'only how many they are')
    .option('--limit <number>', 'so many at most', wholeNumber({ from: 1 }))
    .option('--reverse', 'the last event first')
    .option(...damagedOption)
    .action(async (store: string, text: string, options: QueryOptions) => {
      const filter = readFilter(text, terminal)
      ended(filter === undefined ? exitCodes.usage : await runQuery(store, filter, options, terminal))
    })
}

async function runQuery(
  path: string,
  filter: EventFilter,
  { json, ndjson, count, reverse, limit = Number.POSITIVE_INFINITY, damaged = false }: QueryOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const query: Query = { filter, limit, direction: reverse ? 'backwards' : 'forwards' }
  const output = new EventOutput(json ? 'json' : ndjson ? 'ndjson' : 'table', terminal)
  const found = await withStore(
    path,
    async (opened, signal) => {
      if (!count) return await printed(opened, query, output, signal)
      const number = await counted(opened, query, signal)
      terminal.out(String(number))
      return number
    },
    { damaged },
  )
  return found === 0 ? exitCodes.findings : exitCodes.done
}

/** Prints what fits up to the head that the store has now, so that a store that grows comes to an end. */
async function printed(
  { store }: OpenedBackend,
  { filter, limit, direction }: Query,
  output: EventOutput,
  signal: AbortSignal,
): Promise<number> {
  const end = direction === 'forwards' ? { upTo: await store.head() } : {}
  for await (const events of store.readAll({ ...end, filter, limit, direction, signal }))
    await output.write(events, store.capabilities, signal)
  output.end()
  return output.written
}

/** Counts in the store's index, which keeps payloads where they are. */
async function counted({ index }: OpenedBackend, { filter, limit }: Query, signal: AbortSignal): Promise<number> {
  for (;;) {
    signal.throwIfAborted()
    const { total, complete } = await index.rows(filter, 1, 1)
    if (complete || total >= limit) return Math.min(total, limit)
  }
}
