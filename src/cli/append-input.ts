import type { OpenedBackend } from '../backends/open-backend.ts'
import { EpochError, InvalidEvent } from '../core/errors.ts'
import { eventId, type NewEvent } from '../core/event.ts'
import { EventBuilder } from '../core/event-builder.ts'
import { readNewEvents } from '../transfer/ndjson/read-new-events.ts'
import type { AppendOptions } from './append-options.ts'
import { readInput, readJsonArgument } from './read-input.ts'

/** The events of one append, none of which is in another stream than the first. */
type Together = readonly NewEvent[]

/** Makes the appends that a person asked for; what they gave was looked at before any store is opened. */
export type MakeAppends = (opened: OpenedBackend) => Promise<readonly Together[]>

/** The event that arguments and options are. @throws EpochError for a name or JSON that is none */
export async function eventOfOptions(
  stream: string,
  type: string,
  { data, metadata, id, time, schemaVersion, causedBy }: AppendOptions,
): Promise<MakeAppends> {
  let builder = new EventBuilder().stream(stream).type(type)
  if (id !== undefined) builder = builder.id(id)
  if (time !== undefined) builder = builder.createdAtUs(time)
  if (schemaVersion !== undefined) builder = builder.schemaVersion(schemaVersion)
  if (data !== undefined) builder = builder.dataText(await readJsonArgument(data, 'data'))
  if (metadata !== undefined) builder = builder.metadataText(await readJsonArgument(metadata, 'metadata'))
  if (causedBy === undefined) return async () => [[builder.build()]]
  const cause = eventId(causedBy)
  return async ({ index }) => {
    const event = await index.eventById(cause)
    if (event === undefined)
      throw new EpochError('not-found', `the store has no event ${cause} that could be the cause`, { id: cause })
    return [[builder.causedBy(event).build()]]
  }
}

/**
 * The events of NDJSON, parted where the stream changes.
 *
 * @throws EpochError `import-unreadable`, or for the first line that is no event
 */
export async function readAppends(path: string): Promise<readonly Together[]> {
  const events = readNewEvents(await readInput(path), path === '-' ? 'standard input' : path)
  if (events.length === 0) throw new InvalidEvent('line', `is missing: there is none in ${path}`)
  const appends: NewEvent[][] = []
  for (const event of events) {
    const last = appends.at(-1)
    if (last?.[0]?.stream === event.stream) last.push(event)
    else appends.push([event])
  }
  return appends
}
