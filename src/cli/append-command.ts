import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { openSqliteStore } from '../backends/sqlite/sqlite-store.ts'
import { StoreReadOnly } from '../core/errors.ts'
import type { NewEvent } from '../core/event.ts'
import type { AppendResult } from '../core/event-store-backend.ts'
import { eventOfOptions, type MakeAppends, readAppends } from './append-input.ts'
import { type AppendOptions, expectedVersion, timeArgument } from './append-options.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { count, printable, type Terminal } from './terminal.ts'
import { wholeNumber } from './whole-number.ts'
import { withStore } from './with-store.ts'

const json = 'JSON, @file, or - for the standard input'
const ofOneEvent = ['data', 'metadata', 'id', 'time', 'schemaVersion', 'causedBy'] as const

export const appendCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('append')
    .description('append an event, or with --ndjson those of a text; on disk when it says so')
    .argument('<store>', 'the store')
    .argument('[stream]', 'the stream')
    .argument('[type]', "the event's type")
    .option('--data <json>', `its data: ${json}; without it, null`)
    .option('--metadata <json>', `its metadata, an object: ${json}`)
    .option('--id <id>', 'its id: with the same --time, a second append of it changes nothing')
    .option('--time <time>', 'when it happened; without it, now', timeArgument)
    .option('--schema-version <number>', "which shape of its type's data it is", wholeNumber({ from: 1 }))
    .option('--caused-by <id>', 'the event that made it happen; it is of the same work')
    .option('--ndjson [file]', 'the events of a file or of the standard input, one a line')
    .option(
      '--expect <version>',
      'only if the stream is there yet: its version, no-stream, stream-exists, any',
      expectedVersion,
    )
    .option('--create', 'make the store if there is none')
    .option('--json', 'say what came of it as JSON')
  return command.action(
    async (path: string, stream: string | undefined, type: string | undefined, options: AppendOptions) => {
      const appends = await whatToAppend(command, { stream, type, options })
      if (options.create && !existsSync(path)) await (await openSqliteStore(path, { mode: 'create' })).dispose()
      await appendAll(path, appends, options, terminal)
      ended(exitCodes.done)
    },
  )
}

interface Given {
  readonly stream: string | undefined
  readonly type: string | undefined
  readonly options: AppendOptions
}

async function whatToAppend(command: Command, { stream, type, options }: Given): Promise<MakeAppends> {
  if (options.ndjson === undefined) {
    if (stream === undefined || type === undefined)
      return command.error('error: name the stream and the type of an event, or give events with --ndjson')
    return await eventOfOptions(stream, type, options)
  }
  if (stream !== undefined || ofOneEvent.some((option) => options[option] !== undefined))
    return command.error('error: with --ndjson the events say everything about themselves')
  const appends = await readAppends(options.ndjson === true ? '-' : options.ndjson)
  if (appends.length > 1 && options.expect !== undefined)
    return command.error('error: --expect is about one stream, and these events are of several')
  return async () => appends
}

/** One append after another; what was appended before one fails stays, and was said. */
async function appendAll(
  path: string,
  makeAppends: MakeAppends,
  { expect = 'any', json: asJson }: AppendOptions,
  terminal: Terminal,
): Promise<void> {
  const said = asJson ? jsonLine : sentence
  await withStore(path, async (opened, signal) => {
    const { append, whyNoAppend } = opened.store.capabilities
    if (!append) throw new StoreReadOnly(whyNoAppend)
    for (const events of await makeAppends(opened)) {
      signal.throwIfAborted()
      const [first] = events
      if (first === undefined) continue
      const result = await opened.store.storeEvents(first.stream, events, { expectedVersion: expect })
      terminal.out(said(first, events, result))
      await terminal.drained(signal)
    }
  })
}

function jsonLine({ stream }: NewEvent, events: readonly NewEvent[], { version, position, repeated }: AppendResult) {
  return JSON.stringify({ stream, version, position, repeated, ids: events.map(({ id }) => id) })
}

function sentence({ stream, id }: NewEvent, events: readonly NewEvent[], result: AppendResult): string {
  const what = events.length === 1 ? `event ${printable(id)} is` : `${count(events.length, 'event')} are`
  const before = result.repeated ? ' already' : ''
  return `${what} in ${printable(stream)}${before}: version ${result.version}, position ${result.position}`
}
