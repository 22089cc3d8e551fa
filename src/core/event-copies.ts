import type { Event } from './event.ts'
import { eventBuilderCode } from './event-builder-code.ts'
import { eventLine } from './event-line.ts'
import type { PayloadPath } from './filter/payload-path.ts'
import { checkJson } from './json-check.ts'
import { kurrentdbCurl } from './kurrentdb-curl.ts'
import { maskedEvent } from './mask.ts'

/** What an event can be copied as; `fixture` is a line of what `readFixture` reads. */
export const copyForms = ['data', 'metadata', 'code', 'fixture', 'curl'] as const

export type CopyForm = (typeof copyForms)[number]

/** The event as text without what the masks hide. All but `data` and `metadata` need these to be JSON: see {@link whyNoCopy}. */
export function copyOf(event: Event, form: CopyForm, masks: readonly PayloadPath[]): string {
  const masked = maskedEvent(event, masks)
  switch (form) {
    case 'data':
    case 'metadata':
      return masked[form]
    case 'code':
      return eventBuilderCode(masked)
    case 'fixture':
      return eventLine(masked)
    case 'curl':
      return kurrentdbCurl(masked)
  }
}

/** Why an event cannot be copied in a form; '' where it can. It reads all of the event. */
export function whyNoCopy({ data, metadata }: Pick<Event, 'data' | 'metadata'>, form: CopyForm): string {
  if (form === 'metadata') return metadata === '' ? 'it has none' : ''
  if (data === '') return 'its data was purged'
  if (form === 'data') return ''
  const isJson = checkJson(data) === undefined && (metadata === '' || checkJson(metadata) === undefined)
  return isJson ? '' : 'it has what is no JSON'
}
