import type { Event } from '../../core/event.ts'
import type { TextFormat } from './text-format.ts'

/** A Gaffer fixture: data and metadata are JSON in a string, and a stream's events are counted from 0. It has no ids, times or schema versions. */
export const exportGaffer: TextFormat = {
  name: 'Gaffer fixture',
  mediaType: 'application/json',
  extension: '.gaffer.json',
  head: '[\n',
  between: ',\n',
  foot: '\n]\n',
  text: gafferEvent,
}

function gafferEvent({ type, stream, version, data, metadata }: Event): string {
  const where = `{"eventType":${JSON.stringify(type)},"streamId":${JSON.stringify(stream)},"sequenceNumber":${version - 1}`
  return `${where},"isJson":true,"data":${JSON.stringify(data)}${metadata === '' ? '' : `,"metadata":${JSON.stringify(metadata.trim())}`}}`
}
