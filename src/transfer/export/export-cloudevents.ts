import { categoryOf, type Event } from '../../core/event.ts'
import { isoTime } from '../../core/iso-time.ts'
import type { JsonText } from '../../core/json.ts'
import { jsonMembers } from '../../core/json-members.ts'
import type { TextFormat } from './text-format.ts'

/** Attributes that Epoch writes of the event itself. */
const ownAttributes = new Set(['specversion', 'type', 'subject', 'time', 'data', 'data_base64'])

/**
 * The batch of the CloudEvents 1.0 JSON format, an event a line where its payload has no line breaks. The source is `epoch:` and the stream's
 * category, the subject the stream; one that was imported from a CloudEvent has that one's id, source and extension attributes again. The
 * attributes `epoch…` are what Epoch's import makes the same event of, whatever reads the file in between.
 */
export const exportCloudevents: TextFormat = {
  name: 'CloudEvents',
  mediaType: 'application/cloudevents-batch+json',
  extension: '.cloudevents.json',
  head: '[\n',
  between: ',\n',
  foot: '\n]\n',
  text: cloudEvent,
}

function cloudEvent(event: Event): string {
  const { type, createdAtUs, data } = event
  const stream = JSON.stringify(event.stream)
  const what = `"type":${JSON.stringify(type)},"subject":${stream},"time":"${isoTime(createdAtUs)}"`
  const id = JSON.stringify(event.id)
  const place = `"epochposition":"${event.position}","epochstream":${stream},"epochversion":"${event.version}","epochid":${id}`
  const metadata = `"epochschemaversion":${event.schemaVersion},"epochmetadata":${JSON.stringify(event.metadata.trim())}`
  return `{"specversion":"1.0",${identity(event, id)},${what},${place},${metadata},"data":${data}}`
}

/** Id, source, media type, and whatever other attributes the event had as a CloudEvent before. */
function identity({ stream, metadata }: Event, id: string): string {
  const before = metadata.includes('"ce"') ? attributesBefore(metadata) : undefined
  if (before === undefined)
    return `"id":${id},"source":"epoch:${encodeURIComponent(categoryOf(stream).toWellFormed())}","datacontenttype":"application/json"`
  return [...before].map(([name, json]) => `"${name}":${json}`).join(',')
}

/** What an import of CloudEvents kept of them, as JSON; undefined for another event. */
function attributesBefore(metadata: JsonText): ReadonlyMap<string, string> | undefined {
  const kept = membersOf(metadata)?.get('ce')
  const before = kept === undefined ? undefined : membersOf(kept)
  if (before === undefined || !isSomeText(before.get('id')) || !isSomeText(before.get('source'))) return undefined
  return new Map([...before].filter(([name, json]) => isAttribute(name) && /^["\-0-9tf]/.test(json)))
}

function isSomeText(json: string | undefined): boolean {
  return json !== undefined && /^"[^"]/.test(json)
}

function isAttribute(name: string): boolean {
  return /^[a-z0-9]+$/.test(name) && !name.startsWith('epoch') && !ownAttributes.has(name)
}

function membersOf(json: string): ReadonlyMap<string, string> | undefined {
  const members = jsonMembers(json)
  return members && new Map([...members].map(([name, { from, to }]) => [name, json.slice(from, to)]))
}
