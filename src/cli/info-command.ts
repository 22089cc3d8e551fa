import { stat } from 'node:fs/promises'
import { Command } from 'commander'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import type { OpenedBackend } from '../backends/open-backend.ts'
import { isEpochError } from '../core/errors.ts'
import { isoTime } from '../core/iso-time.ts'
import type { ConsumerCheckpoint } from '../core/store-surroundings.ts'
import { historyOfRepository, historyOfText } from '../host/history-of-path.ts'
import { identifyFile } from '../host/identify-file.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { keptMappings } from './kept-mappings.ts'
import { count, printable, type Terminal } from './terminal.ts'
import { type DamagedOption, damagedOption, withStore } from './with-store.ts'

interface InfoOptions extends DamagedOption {
  readonly json?: true
}

export const infoCommand: CommandMaker = (terminal, ended) => {
  return new Command('info')
    .description('say what a store or a file of events is, how that was recognised, and what it holds')
    .argument('<path>', 'a store, a file of events, or a git repository')
    .option('--json', 'as one JSON object')
    .option(...damagedOption)
    .action(async (path: string, { json, damaged = false }: InfoOptions) => {
      const { kind } = await identifyFile(path)
      const info = kind === 'folder' ? await historyInfo(path, 'folder') : await fileInfo(path, { damaged })
      if (json) terminal.out(JSON.stringify(info))
      else if ('format' in info) tellHistory(info, terminal)
      else tellStore(info, terminal)
      ended(exitCodes.done)
    })
}

type StoreInfo = Awaited<ReturnType<typeof storeInfo>>
type HistoryInfo = Awaited<ReturnType<typeof historyInfo>>

async function fileInfo(path: string, options: DamagedOption): Promise<StoreInfo | HistoryInfo> {
  try {
    return await withStore(path, (opened) => storeInfo(path, opened), options)
  } catch (error) {
    if (!isEpochError(error, 'store-not-sqlite')) throw error
    return await historyInfo(path, 'file')
  }
}

async function storeInfo(path: string, { store, index, recognised, surroundings, indexed }: OpenedBackend) {
  await indexed
  const { head, events, streams, firstUs, lastUs } = await index.summary()
  return {
    path,
    ...recognised,
    events,
    streams,
    head,
    ...(firstUs !== undefined && { first: isoTime(firstUs) }),
    ...(lastUs !== undefined && { last: isoTime(lastUs) }),
    capabilities: store.capabilities,
    categories: await index.categories(),
    types: await index.types(),
    checkpoints: (await surroundings?.checkpoints()) ?? [],
    sideTables: (await surroundings?.sideTables()) ?? [],
  }
}

async function historyInfo(path: string, kind: 'file' | 'folder') {
  const options = { startProcess: startChildProcess, mappings: await keptMappings() }
  const { format } = kind === 'folder' ? await historyOfRepository(path, {}) : await historyOfText(path, options)
  return { path, format, ...(kind === 'file' && { bytes: (await stat(path)).size }) }
}

function tellHistory({ path, format, bytes }: HistoryInfo, terminal: Terminal): void {
  terminal.out(`${path}: ${format}${bytes === undefined ? '' : `, ${count(bytes, 'byte')}`}`)
  terminal.out(`It is no store: "epoch ${path}" shows it, "epoch import <store> ${path}" adds it to one`)
}

function tellStore({ path, kind, sureness, reasons, notes, ...info }: StoreInfo, terminal: Terminal): void {
  const { events, streams, first, last, capabilities } = info
  terminal.out(`${path}: ${kind} (${sureness}: ${reasons.join('; ')})`)
  for (const note of notes) terminal.out(`Note: ${printable(note)}`)
  const span = first === undefined ? '' : `, from ${first} to ${last}`
  terminal.out(`${count(events, 'event')} in ${count(streams ?? 0, 'stream')}${span}`)
  if (!capabilities.append) terminal.out(`It takes no events: ${capabilities.whyNoAppend}`)
  terminal.out('')
  for (const { name, events: each, streams: ofStreams } of info.categories)
    terminal.out(`${count(each, 'event').padStart(18)}  ${printable(name)} (${count(ofStreams, 'stream')})`)
  terminal.out('')
  for (const { name, events: each } of info.types)
    terminal.out(`${count(each, 'event').padStart(18)}  ${printable(name)}`)
  if (info.checkpoints.length > 0) terminal.out('\nConsumers:')
  for (const checkpoint of info.checkpoints) terminal.out(`  ${checkpointText(checkpoint)}`)
  if (info.sideTables.length > 0) terminal.out('\nBeside the log:')
  for (const { name, holds, rows } of info.sideTables)
    terminal.out(`  ${printable(name)}: ${holds}, ${count(rows, 'row')}`)
}

function checkpointText({ name, position, lag, about }: ConsumerCheckpoint): string {
  const at = position === undefined ? 'at no position that Epoch can tell' : `at ${position}`
  const behind = lag === undefined ? '' : lag === 0 ? ', caught up' : `, ${count(lag, 'event')} behind`
  return printable(`${name} ${at}${behind}${about === '' ? '' : ` (${about})`}`)
}
