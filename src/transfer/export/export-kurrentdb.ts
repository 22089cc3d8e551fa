import { type Event, isUuid } from '../../core/event.ts'
import { uuidv5 } from '../uuidv5.ts'
import type { TextFormat } from './text-format.ts'

/**
 * What KurrentDB's HTTP API appends to a stream. It has no stream, time or schema version, and takes UUIDs alone: another id becomes the UUIDv5
 * of itself, the same one each time.
 */
export const exportKurrentdb: TextFormat = {
  name: 'KurrentDB JSON',
  mediaType: 'application/vnd.kurrent.events+json',
  extension: '.kurrentdb.json',
  oneStream: true,
  head: '[\n',
  between: ',\n',
  foot: '\n]\n',
  text: kurrentEvent,
}

function kurrentEvent({ id, type, data, metadata }: Event): string {
  const what = `{"eventId":"${isUuid(id) ? id : uuidv5(id)}","eventType":${JSON.stringify(type)}`
  return `${what},"data":${data}${metadata === '' ? '' : `,"metadata":${metadata}`}}`
}
