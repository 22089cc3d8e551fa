import type { MappedColumns } from './store-mapping.ts'

type Part = 'position' | 'version' | 'type' | 'data' | 'metadata' | 'time' | 'id' | 'stream'

/** Names that event tables have for each part, without `_` and `-` and in small letters; the most telling first. */
const namesOf: Readonly<Record<Part, readonly string[]>> = {
  position: words('globalposition globalsequence globalindex globalseq notificationid sequenceid seqid ordering'),
  version: words(
    'streamversion aggregateversion entityversion originatorversion streamposition aggregatesequencenumber streamrevision eventnumber versionid version sequencenumber sequence revision position seq generation',
  ),
  type: words('eventtype eventname messagetype payloadtype type topic event name kind action'),
  data: words(
    'eventdata eventpayload eventbody jsondata messagedata data payload body content details state value message event',
  ),
  metadata: words('metadata eventmetadata jsonmetadata messagemetadata meta headers context'),
  time: words(
    'occurredat createdat timestamp recordedat storedat insertedat createdutc eventtime occurred created time datetime date ts tsms',
  ),
  id: words('eventid messageid eventuuid eventidentifier uuid guid id'),
  stream: words(
    'streamid streamname stream aggregateid aggregateidentifier entityid originatorid persistenceid eventsourceid sourceid subjectid subject entity aggregate',
  ),
}

function words(text: string): readonly string[] {
  return text.split(' ')
}

/** Numbers of which the name does not say whether they count in the stream or in the log: in the log they rise from row to row. */
const numbers = words('sequencenumber position sequence seq number no offset')

/** A category's and an id's column, which together name a stream. */
const streamPairs: readonly (readonly [category: string, id: string])[] = [
  ['aggregatetype', 'aggregateid'],
  ['aggregatename', 'aggregateid'],
  ['entitytype', 'entityid'],
  ['entity', 'entitykey'],
  ['streamtype', 'streamid'],
]

type Values = readonly (string | null)[]

/** Whether a column's sample may be of a part. An empty sample may be of any. */
const mayBe: Partial<Readonly<Record<Part, (values: Values) => boolean>>> = {
  version: (values) => values.every((value) => value === null || isWhole(value)),
  type: (values) => values.every((value) => value !== null && !isObject(value) && !isWhole(value)),
  id: (values) => new Set(values).size === values.length,
  stream: (values) => values.every((value) => value !== null && !isObject(value)),
}

/**
 * Which columns of a table, or of a file of rows, may hold which parts of an event, by the columns' names and the first rows. Each column
 * is suggested for one part at most.
 *
 * @param key the table's INTEGER PRIMARY KEY, where it has one
 */
export function suggestedColumns(
  names: readonly string[],
  sample: readonly Values[],
  key?: string,
): Partial<MappedColumns> {
  const left = new Map(names.map((name, at) => [name, sample.map((row) => row[at] ?? null)]))

  function take(name: string | undefined): string | undefined {
    if (name !== undefined) left.delete(name)
    return name
  }

  function named(wanted: string, part: Part): string | undefined {
    for (const [name, values] of left) if (plain(name) === wanted && (mayBe[part]?.(values) ?? true)) return name
    return undefined
  }

  function best(part: Part): string | undefined {
    for (const wanted of namesOf[part]) {
      const name = named(wanted, part)
      if (name !== undefined) return take(name)
    }
    return undefined
  }

  function rising(wanted: readonly string[]): string | undefined {
    return take([...left].find(([name, values]) => wanted.includes(plain(name)) && rises(values))?.[0])
  }

  const position = take(key) ?? best('position') ?? rising(numbers)
  const stream = streamOf(named, take, best)
  const version = best('version')
  const type = best('type')
  const data = best('data') ?? take([...left].find(([, values]) => values.length > 0 && values.every(isObject))?.[0])
  const metadata = best('metadata')
  const time = best('time') ?? take([...left].find(isTimeColumn)?.[0])
  const order = position ?? rising(['id', 'rowid']) ?? named('position', 'position')
  const id = best('id')
  return {
    ...(stream && { stream }),
    ...(type !== undefined && { type }),
    ...(data !== undefined && { data }),
    ...(version !== undefined && { version }),
    ...(order !== undefined && { position: order }),
    ...(id !== undefined && { id }),
    ...(metadata !== undefined && { metadata }),
    ...(time !== undefined && { time }),
  }
}

function streamOf(
  named: (wanted: string, part: Part) => string | undefined,
  take: (name: string | undefined) => string | undefined,
  best: (part: Part) => string | undefined,
): readonly string[] | undefined {
  for (const pair of streamPairs) {
    const [category, id] = pair.map((wanted) => named(wanted, 'stream'))
    if (category === undefined || id === undefined) continue
    return [category, id].map((name) => take(name) ?? name)
  }
  const name = best('stream')
  return name === undefined ? undefined : [name]
}

/** Whether a column is named like `happened_at`, and its sample has times. */
function isTimeColumn([name, values]: readonly [name: string, values: Values]): boolean {
  return (
    /(at|time|date|utc|timestamp)$/.test(plain(name)) &&
    values.length > 0 &&
    values.every((value) => value === null || isTime(value))
  )
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_\- ]/g, '')
}

function isWhole(value: string | null): boolean {
  return value !== null && /^-?\d+$/.test(value)
}

function rises(values: Values): boolean {
  return (
    values.length > 0 &&
    values.every(isWhole) &&
    values.every((value, at) => at === 0 || BigInt(value ?? 0) > BigInt(values[at - 1] ?? 0))
  )
}

function isObject(value: string | null): boolean {
  return value !== null && /^\s*\{/.test(value)
}

/** A date, with or without a time, or a number of some unit since 1970. */
function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\d|^\d+(\.\d+)?$/.test(value)
}
