import { Command, Option } from 'commander'
import { type Position, position, streamName } from '../core/event.ts'
import type { EventFilter } from '../core/event-filter.ts'
import type { PayloadPath } from '../core/filter/payload-path.ts'
import { readMask } from '../core/mask.ts'
import { exportFormats } from '../transfer/export/export-formats.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { type FileFormat, fileFormats, formatOfFile, isCompressed } from './format-of-file.ts'
import { printEvents } from './print-events.ts'
import { readFilter } from './read-filter.ts'
import { wholeNumber } from './whole-number.ts'
import { type DamagedOption, damagedOption } from './with-store.ts'
import { writeEvents } from './write-events.ts'

interface ExportOptions extends DamagedOption {
  readonly format?: FileFormat
  readonly where: string
  readonly stream?: string
  readonly position?: readonly Position[]
  readonly mask: readonly PayloadPath[]
  readonly limit?: number
}

const onePosition = wholeNumber({ from: 1 })

export const exportCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('export')
    .description('write events of a store to a file, or to the standard output')
    .argument('<store>', 'the store')
    .argument('[file]', 'the file to make, as in orders.csv; one that ends in .gz is compressed')
    .addOption(
      new Option('--format <format>', "without it, what the file's name says, else ndjson").choices(fileFormats),
    )
    .option('--where <filter>', 'only what fits, as in "type:OrderPlaced data.total>100"', '')
    .option('--stream <name>', 'only the events of this stream')
    .addOption(
      new Option('--position <number...>', 'only the events at these positions').argParser(
        (text: string, before: readonly Position[] = []) => [...before, position(onePosition(text))],
      ),
    )
    .addOption(
      new Option('--mask <path...>', 'write "***" in place of what is there, as in data.email or meta.ip')
        .argParser((text: string, before: readonly PayloadPath[]) => [...before, readMask(text)])
        .default([]),
    )
    .option('--limit <number>', 'so many at most', wholeNumber({ from: 1 }))
    .option(...damagedOption)
  return command.action(async (store: string, file: string | undefined, options: ExportOptions) => {
    const { where, stream, position: positions, mask: masks, limit, damaged = false } = options
    const format = options.format ?? (file === undefined ? 'ndjson' : formatOfFile(file))
    if (format === undefined) return command.error(`error: the name ${file} says no format; name one with --format`)
    const found = readFilter(where, terminal)
    if (found === undefined) return ended(exitCodes.usage)
    const filter: EventFilter = { ...found, ...(stream !== undefined && { streams: [streamName(stream)] }) }
    const selection = { filter, ...(positions && { positions }), ...(limit !== undefined && { limit }) }
    if (format === 'epoch' && (file === undefined || isCompressed(file)))
      return command.error('error: a store is written to a file of its own, not compressed; name one, as in slice.db')
    if (file !== undefined) ended(await writeEvents({ store, file, format, masks, selection, damaged }, terminal))
    else if (format !== 'epoch')
      ended(await printEvents({ store, format: exportFormats[format], masks, selection, damaged }, terminal))
  })
}
