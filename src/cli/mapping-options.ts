import { type Command, InvalidArgumentError, Option } from 'commander'
import type { MappedColumns, PayloadEncoding, StoreMapping } from '../core/store-mapping.ts'

const parts = ['stream', 'type', 'data', 'version', 'position', 'id', 'metadata', 'time'] as const
const encodings: readonly PayloadEncoding[] = ['auto', 'json', 'text', 'hex']

type Part = (typeof parts)[number]

export interface MappingOptions {
  readonly map?: ReadonlyMap<Part, string>
  readonly payload?: PayloadEncoding
}

/** Adds `--map part=column` and `--payload`. */
export function addMappingOptions(command: Command): Command {
  return command
    .option(
      '--map <part=column>',
      `which column holds what; parts are ${parts.join(', ')}; two columns of a stream are parted by a comma`,
      collected,
    )
    .addOption(
      new Option('--payload <encoding>', 'how data and metadata are written').choices(encodings).default('auto'),
    )
}

/** The mapping that the options say; undefined where they say none. Ends with a usage error where they leave out what events need. */
export function mappingOf(
  command: Command,
  table: string,
  { map, payload = 'auto' }: MappingOptions,
): StoreMapping | undefined {
  if (map === undefined) return undefined
  const [stream, type, data] = [map.get('stream'), map.get('type'), map.get('data')]
  if (stream === undefined || type === undefined || data === undefined)
    return command.error('error: --map must name the columns of stream, type and data at least')
  const others: { -readonly [Member in keyof MappedColumns]?: MappedColumns[Member] } = {}
  for (const part of ['version', 'position', 'id', 'metadata', 'time'] as const) {
    const column = map.get(part)
    if (column !== undefined) others[part] = column
  }
  return { table, columns: { stream: stream.split(',', 2), type, data, ...others }, payload }
}

function collected(text: string, before: ReadonlyMap<Part, string> = new Map()): ReadonlyMap<Part, string> {
  const [named = '', ...rest] = text.split('=')
  const part = parts.find((one) => one === named)
  if (part === undefined || rest.length === 0)
    throw new InvalidArgumentError(`It is written part=column, and the parts are ${parts.join(', ')}.`)
  return new Map(before).set(part, rest.join('='))
}
