import { InvalidEvent } from '../../core/errors.ts'
import type { Event, NewEvent } from '../../core/event.ts'
import { EventBuilder } from '../../core/event-builder.ts'
import type { ValueShape } from '../../core/event-shape/value-shape.ts'
import { jsonMembers } from '../../core/json-members.ts'
import { formOfJson } from './form-of-json.ts'
import { isFormFilled } from './form-of-shape.ts'
import { type DataForm, emptyForm, formFault, formText } from './form-value.ts'

/** What an event says, by a form or as JSON text that may not be JSON yet. */
export type DraftedData =
  | { readonly kind: 'form'; readonly form: DataForm }
  | { readonly kind: 'json'; readonly text: string }

/** An event as somebody writes it. */
export interface DraftedEvent {
  /** Tells it from the others that are written with it, whatever becomes of their order. */
  readonly key: number
  readonly type: string
  readonly data: DraftedData
  /** JSON text; '' for none. */
  readonly metadata: string
}

export function emptyDraft(key: number): DraftedEvent {
  return { key, type: '', data: { kind: 'form', form: emptyForm }, metadata: '' }
}

/** A draft that says what an event says, but not what caused it: that was another time. */
export function draftLike(
  { type, data, metadata }: Pick<Event, 'type' | 'data' | 'metadata'>,
  shape: ValueShape | undefined,
  key: number,
): DraftedEvent {
  const form = formOfJson(data, shape)
  const drafted: DraftedData = form === undefined ? { kind: 'json', text: data } : { kind: 'form', form }
  return { key, type, data: drafted, metadata: withoutLinks(metadata) }
}

/** The same data, written the other way; nothing where a text cannot be made a form. */
export function dataShownAs(
  data: DraftedData,
  kind: DraftedData['kind'],
  shape: ValueShape | undefined,
): DraftedData | undefined {
  if (data.kind === kind) return data
  if (data.kind === 'form') return { kind: 'json', text: formText(data.form, 'lines') }
  const form = formOfJson(data.text, shape)
  return form && { kind: 'form', form }
}

/** Whether anything was written in it. */
export function isDraftFilled({ type, data, metadata }: DraftedEvent): boolean {
  const hasData = data.kind === 'form' ? isFormFilled(data.form) : data.text.trim() !== ''
  return type !== '' || metadata !== '' || hasData
}

/** The event as the store would take it. @throws InvalidEvent, BadName: what is wrong with it */
export function builtEvent(
  stream: string,
  { type, data, metadata }: DraftedEvent,
  cause: Pick<Event, 'id' | 'metadata'> | undefined,
): NewEvent {
  const fault = data.kind === 'form' ? formFault(data.form) : undefined
  const builder = new EventBuilder().stream(stream).type(type)
  if (fault) throw new InvalidEvent('data', fault.path === '' ? fault.message : `at ${fault.path}: ${fault.message}`)
  const written = builder
    .dataText(data.kind === 'form' ? formText(data.form, 'compact') : data.text)
    .metadataText(metadata.trim() === '' ? '{}' : metadata)
  return (cause === undefined ? written : written.causedBy(cause)).build()
}

const links = ['causationId', 'correlationId']

/** The other members of metadata, each as it was written. */
function withoutLinks(metadata: string): string {
  if (metadata === '') return ''
  const members = [...(jsonMembers(metadata) ?? [])].filter(([name]) => !links.includes(name))
  if (members.length === 0) return ''
  return `{${members.map(([name, { from, to }]) => `${JSON.stringify(name)}:${metadata.slice(from, to)}`).join(',')}}`
}
