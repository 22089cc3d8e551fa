import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { openSqliteStore } from '../backends/sqlite/sqlite-store.ts'
import { readGit } from '../transfer/git/read-git.ts'
import type { HistoryBatch } from '../transfer/history-source.ts'
import { ndjsonFile } from '../transfer/ndjson/ndjson-file.ts'
import type { CommandMaker } from './command-maker.ts'
import { checkOwnStore } from './own-store.ts'
import { runImport } from './run-import.ts'

interface ImportOptions {
  readonly git?: string
}

export const importCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('import')
    .description('add a history to a store of Epoch, made where it is missing; events that it has are not added again')
    .argument('<store>', 'the store, as in shop.db')
    .argument('[file]', 'events as newline-delimited JSON')
    .option('--git <repository>', 'the history of a git repository instead')
  return command.action(async (store: string, file: string | undefined, { git }: ImportOptions) => {
    if ((git === undefined) === (file === undefined))
      command.error('error: name either a file of events or, with --git, a repository')
    if (existsSync(store)) await checkOwnStore(store, 'write')
    if (git !== undefined) ended(await runImport({ store, source: git, history: newCommits(store, git) }, terminal))
    else if (file !== undefined) ended(await runImport({ store, source: file, history: ndjsonFile(file) }, terminal))
  })
}

/** Of a repository that the store has seen before, only what is new. */
async function* newCommits(store: string, repository: string): AsyncGenerator<HistoryBatch, void> {
  if (!existsSync(store)) {
    yield* readGit(repository)
    return
  }
  const known = await openSqliteStore(store, { mode: 'read' })
  try {
    yield* readGit(repository, { has: async (id) => (await known.eventById(id)) !== undefined })
  } finally {
    await known.dispose()
  }
}
