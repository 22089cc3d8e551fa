import { Command } from 'commander'
import { startChildProcess } from '../backends/foreign/killable-process.ts'
import { EpochError } from '../core/errors.ts'
import type { MappingPreview, SourceOutline, TableOutline } from '../core/store-mapping.ts'
import { epochHome } from '../host/epoch-home.ts'
import { SourceMapper } from '../host/source-mapper.ts'
import { StoreMappings } from '../host/store-mappings.ts'
import type { CommandMaker } from './command-maker.ts'
import { exitCodes } from './exit-codes.ts'
import { addMappingOptions, type MappingOptions, mappingOf } from './mapping-options.ts'
import { count, printable, type Terminal } from './terminal.ts'

interface MapOptions extends MappingOptions {
  readonly table?: string
}

export const mapCommand: CommandMaker = (terminal, ended) => {
  const command = new Command('map')
    .description(
      'say which column is which, in a database or a file of rows that Epoch does not know; without --map, show what is there',
    )
    .argument('<file>', 'the database or file')
    .option('--table <name>', 'the table of events; not needed where there is one, or for a file of rows')
  addMappingOptions(command)
  return command.action(async (file: string, { table, ...options }: MapOptions) => {
    const mapper = new SourceMapper({ startProcess: startChildProcess, mappings: new StoreMappings(epochHome()) })
    const outline = await mapper.outline(file)
    if (options.map === undefined) tellOutline(file, outline, terminal)
    else {
      const mapping = mappingOf(command, tableOf(outline, table).name, options)
      if (mapping === undefined) return
      tellPreview(await mapper.preview(file, mapping), terminal)
      await mapper.save(file, mapping)
      terminal.out(`Kept: "epoch ${file}" opens it, and every other with these columns`)
    }
    ended(exitCodes.done)
  })
}

function tableOf({ tables }: SourceOutline, named: string | undefined): TableOutline {
  const [only] = tables
  const found = named === undefined ? only : tables.find(({ name }) => name === named)
  if (found !== undefined && (named !== undefined || tables.length === 1)) return found
  const names = tables.map(({ name }) => printable(name)).join(', ')
  throw new EpochError('invalid-mapping', `name the table of events with --table; there are ${names}`, {})
}

function tellOutline(file: string, { tables, nearest }: SourceOutline, terminal: Terminal): void {
  if (nearest !== '') terminal.out(printable(nearest))
  for (const { name, columns, suggested, sample } of tables) {
    terminal.out(`${name === '' ? file : `Table ${printable(name)}`}: ${count(sample.length, 'sample row')}`)
    for (const [i, column] of columns.entries()) {
      const values = sample.map((row) => row[i] ?? 'NULL').join(' | ')
      terminal.out(`  ${printable(`${column.name}  ${column.declared}  ${values}`).slice(0, 160)}`)
    }
    const guesses = Object.entries(suggested).map(([part, column]) => `--map ${part}=${[column].flat().join(',')}`)
    if (guesses.length > 0) terminal.out(`  perhaps: ${printable(guesses.join(' '))}`)
  }
}

function tellPreview({ events, problems }: MappingPreview, terminal: Terminal): void {
  for (const { position, stream, version, type, preview } of events)
    terminal.out(printable(`${position}  ${stream}@${version}  ${type}  ${preview}`).slice(0, 160))
  for (const problem of problems) terminal.err(`epoch: ${problem}`)
}
