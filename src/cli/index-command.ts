import { Command } from 'commander'
import type { OpenedBackend } from '../backends/open-backend.ts'
import { StoreReadOnly } from '../core/errors.ts'
import { type SearchIndexes, type SearchIndexName, searchIndexName, WORDS } from '../core/search-indexes.ts'
import type { CommandMaker } from './command-maker.ts'
import { type ExitCode, exitCodes } from './exit-codes.ts'
import { Interrupted } from './interruption.ts'
import { ProgressLine } from './progress-line.ts'
import { count, printable, type Terminal } from './terminal.ts'
import { withStore } from './with-store.ts'

interface IndexOptions {
  readonly words?: true
  readonly path?: readonly string[]
  readonly remove?: readonly string[]
}

interface Orders {
  readonly added: readonly SearchIndexName[]
  readonly removed: readonly SearchIndexName[]
}

export const indexCommand: CommandMaker = (terminal, ended) => {
  return new Command('index')
    .description(
      'make filters by words or by a payload path quicker; without options, say what there is and what it costs',
    )
    .argument('<store>', 'the store')
    .option('--words', 'index the words of all data')
    .option('--path <paths...>', 'index the values at a payload path, as in data.total')
    .option('--remove <indexes...>', 'remove the index of a path, or of words')
    .action(async (store: string, { words, path = [], remove = [] }: IndexOptions) => {
      const added = [...(words ? [WORDS] : []), ...path.map(searchIndexName)]
      ended(await runIndex(store, { added, removed: remove.map(searchIndexName) }, terminal))
    })
}

async function runIndex(path: string, orders: Orders, terminal: Terminal): Promise<ExitCode> {
  const changes = orders.added.length + orders.removed.length > 0
  try {
    await withStore(path, async (opened, signal) => {
      const indexes = indexesOf(opened)
      if (changes) await carryOut(orders, indexes, { terminal, signal })
      await list(path, opened, indexes, terminal)
    })
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof Interrupted) || !changes) throw error
    terminal.err(`epoch: interrupted; what is done of ${path} is kept, the same command goes on from there`)
    return exitCodes.interrupted
  }
}

function indexesOf({ searchIndexes, recognised: { kind } }: OpenedBackend): SearchIndexes {
  if (searchIndexes === undefined) throw new StoreReadOnly(`Epoch indexes stores of its own only, and this is ${kind}`)
  return searchIndexes
}

async function carryOut(
  { added, removed }: Orders,
  indexes: SearchIndexes,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<void> {
  const known = new Set((await indexes.searchIndexes()).map(({ of }) => of))
  for (const of of removed) await indexes.removeSearchIndex(of)
  for (const of of added) {
    if (!known.has(of)) {
      const { bytes, seconds } = await indexes.estimateSearchIndex(of)
      terminal.err(`${of}: about ${size(bytes)} and ${time(seconds)}, going by a sample`)
    }
    await indexes.addSearchIndex(of)
  }
  const line = new ProgressLine()
  const startMs = performance.now()
  try {
    await indexes.finishSearchIndexes({
      signal,
      onProgress: ({ done, total }) => line.show({ what: 'Indexing', done, total, note: count(done, 'event') }),
    })
  } finally {
    line.end()
  }
  terminal.err(`Done in ${time((performance.now() - startMs) / 1000)}`)
}

async function list(path: string, { index }: OpenedBackend, indexes: SearchIndexes, terminal: Terminal): Promise<void> {
  const { head } = await index.summary()
  const all = await indexes.searchIndexes()
  if (all.length === 0) terminal.out(printable(`${path} has no search indexes`))
  for (const { of, indexedTo, entries, bytes } of all) {
    const left = indexedTo < head ? `, up to position ${indexedTo} of ${head}` : ''
    const what = of === WORDS ? count(entries, 'event') : count(entries, 'value')
    terminal.out(printable(`${of}: ${size(bytes)}, ${what}${left}`))
  }
}

function size(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}

function time(seconds: number): string {
  return seconds < 90 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`
}
