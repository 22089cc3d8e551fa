import { Command } from 'commander'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { type OpenedBackend, openBackend } from '../backends/open-backend.ts'
import { isoTime } from '../transfer/event-time.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { count, printable, type Terminal } from './terminal.ts'

interface InfoOptions {
  readonly json?: true
}

export const infoCommand: CommandMaker = (terminal, ended) => {
  return new Command('info')
    .description('say what a store is and what it holds')
    .argument('<store>', 'the store')
    .option('--json', 'as one JSON object')
    .action(async (store: string, { json }: InfoOptions) => {
      const opened = await openBackend(store, { startProcess: startChildProcess })
      try {
        const info = await storeInfo(store, opened)
        if (json) terminal.out(JSON.stringify(info))
        else tell(info, terminal)
      } finally {
        await opened.store.dispose()
      }
      ended(exitCodes.done)
    })
}

type StoreInfo = Awaited<ReturnType<typeof storeInfo>>

async function storeInfo(path: string, { store, index, kind, recognisedBy }: OpenedBackend) {
  const { head, events, streams, firstUs, lastUs } = await index.summary()
  return {
    path,
    kind,
    recognisedBy,
    events,
    streams,
    head,
    ...(firstUs !== undefined && { first: isoTime(firstUs) }),
    ...(lastUs !== undefined && { last: isoTime(lastUs) }),
    capabilities: store.capabilities,
    categories: await index.categories(),
    types: await index.types(),
  }
}

function tell(
  { path, kind, recognisedBy, events, streams, first, last, ...info }: StoreInfo,
  terminal: Terminal,
): void {
  terminal.out(`${path}: ${kind} (${recognisedBy})`)
  terminal.out(`${count(events, 'event')} in ${count(streams, 'stream')}${first ? `, from ${first} to ${last}` : ''}`)
  if (!info.capabilities.append) terminal.out(`It takes no events: ${info.capabilities.whyNoAppend}`)
  terminal.out('')
  for (const { name, events: each, streams: ofStreams } of info.categories)
    terminal.out(`${count(each, 'event').padStart(18)}  ${printable(name)} (${count(ofStreams, 'stream')})`)
  terminal.out('')
  for (const { name, events: each } of info.types)
    terminal.out(`${count(each, 'event').padStart(18)}  ${printable(name)}`)
}
