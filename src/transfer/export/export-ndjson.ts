import { eventLine } from '../../core/event-line.ts'
import type { TextFormat } from './text-format.ts'

/** One event a line, as Epoch's own import reads it; of payloads, line breaks between tokens become spaces. */
export const exportNdjson: TextFormat = {
  name: 'NDJSON',
  mediaType: 'application/x-ndjson',
  extension: '.ndjson',
  head: '',
  between: '',
  foot: '',
  text: (event) => `${eventLine(event)}\n`,
}
