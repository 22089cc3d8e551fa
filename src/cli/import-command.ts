import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { openSqliteStore, type SqliteStore } from '../backends/sqlite/sqlite-store.ts'
import { type EventId, streamName } from '../core/event.ts'
import type { StoreMapping } from '../core/store-mapping.ts'
import { type HistoryOfPathOptions, historyOfPath, historyOfRepository } from '../host/history-of-path.ts'
import { columnsMissing } from '../host/source-mapper.ts'
import type { RecognisedHistory } from '../transfer/history-source.ts'
import { openHistory } from '../transfer/open-history.ts'
import type { CommandMaker } from './command-maker.ts'
import { keptMappings } from './kept-mappings.ts'
import { addMappingOptions, type MappingOptions, mappingOf } from './mapping-options.ts'
import { checkOwnStore } from './own-store.ts'
import { runImport } from './run-import.ts'

interface ImportOptions extends MappingOptions {
  readonly git?: string
  readonly stream?: string
  readonly strict?: true
  readonly report?: string
}

export const importCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('import')
    .description(
      'add a history to a store of Epoch, made where it is missing; events that it has are not added again.\ndocs/opening-your-store.md has the formats; they are recognised by what the text holds',
    )
    .argument('<store>', 'the store, as in shop.db')
    .argument('[source]', 'a file of events, another store, a git repository, or - for the standard input')
    .option('--git <repository>', 'the history of a git repository')
    .option('--stream <name>', "the stream of records that name none; without it, the file's name")
    .option('--strict', 'leave out records that have a key twice')
    .option('--report <file>', 'write all faults and warnings to a file, one JSON object a line')
  addMappingOptions(command)
  return command.action(async (store: string, file: string | undefined, options: ImportOptions) => {
    const { git, report } = options
    const source = git ?? file
    if (source === undefined || (git !== undefined && file !== undefined))
      return command.error('error: name either a source or, with --git, a repository')
    const mapping = mappingOf(command, '', options)
    const reading = await readingOptions(mapping, options)
    if (existsSync(store)) await checkOwnStore(store, 'write')
    await using known = new KnownEvents(store)
    const expected = git === undefined ? 'anything' : 'repository'
    const open = async (signal: AbortSignal): Promise<RecognisedHistory> => {
      const history = await openSource(source, { ...reading, has: known.has, signal }, expected)
      if (mapping === undefined || history.mapping === mapping) return history
      await history.close?.()
      throw columnsMissing(source)
    }
    ended(await runImport({ store, source, open, ...(report !== undefined && { report }) }, terminal))
  })
}

async function readingOptions(
  mapping: StoreMapping | undefined,
  { stream, strict }: ImportOptions,
): Promise<HistoryOfPathOptions> {
  const kept = await keptMappings()
  return {
    startProcess: startChildProcess,
    mappings: mapping === undefined ? kept : [mapping, ...kept],
    ...(stream !== undefined && { stream: streamName(stream) }),
    ...(strict && { strict }),
  }
}

async function openSource(
  source: string,
  options: HistoryOfPathOptions,
  expected: 'anything' | 'repository',
): Promise<RecognisedHistory> {
  if (expected === 'repository') return await historyOfRepository(source, options)
  if (source !== '-') return await historyOfPath(source, options)
  const { startProcess: _, has: __, ...reading } = options
  return await openHistory('-', reading)
}

/** What a store has already, so that a repository need not tell of it again. It is opened when that is asked for the first time. */
class KnownEvents implements AsyncDisposable {
  readonly #path: string
  #store: Promise<SqliteStore> | undefined

  constructor(path: string) {
    this.#path = path
  }

  readonly has = async (id: EventId): Promise<boolean> => {
    if (this.#store === undefined && !existsSync(this.#path)) return false
    this.#store ??= openSqliteStore(this.#path, { mode: 'read' })
    return (await (await this.#store).eventById(id)) !== undefined
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#store)?.dispose()
  }
}
