import type { Event } from '../../core/event.ts'
import { eventBuilderCode } from '../../core/event-builder-code.ts'
import { eventLine } from '../../core/event-line.ts'
import type { PayloadPath } from '../../core/filter/payload-path.ts'
import { checkJson } from '../../core/json-check.ts'
import { kurrentdbCurl } from '../../core/kurrentdb-curl.ts'
import { maskedEvent } from '../../core/mask.ts'

/** What an event can be copied as; `fixture` is a line of what `readFixture` reads. */
export const copyForms = ['data', 'metadata', 'code', 'fixture', 'curl'] as const

export type CopyForm = (typeof copyForms)[number]

export const copyNames: Readonly<Record<CopyForm, string>> = {
  data: 'Data as JSON',
  metadata: 'Metadata as JSON',
  code: 'EventBuilder code',
  fixture: 'Line of a fixture',
  curl: 'curl for KurrentDB',
}

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
