import type { JsonText } from './json.ts'

/** What {@link eventBuilderCode} is made of; without an id and a time the code makes new ones. */
export interface CodedEvent {
  readonly stream: string
  readonly type: string
  readonly data: JsonText
  /** The text of a JSON object, or '' for none. */
  readonly metadata: JsonText
  readonly id?: string
  /** From 1, which is what it is without it. */
  readonly schemaVersion?: number
  /** Whole microseconds since 1970. */
  readonly createdAtUs?: number
}

/**
 * TypeScript that makes such an event with `EventBuilder`, its data and metadata the same to the byte. Lines are not indented; there is no
 * semicolon and no line break at the end.
 */
export function eventBuilderCode(event: CodedEvent): string {
  const { stream, type, data, metadata, id, schemaVersion = 1, createdAtUs } = event
  return [
    'new EventBuilder()',
    `  .stream(${quoted(stream)})`,
    `  .type(${quoted(type)})`,
    ...(id === undefined ? [] : [`  .id(${quoted(id)})`]),
    ...(schemaVersion === 1 ? [] : [`  .schemaVersion(${schemaVersion})`]),
    ...(createdAtUs === undefined ? [] : [`  .createdAtUs(${createdAtUs})`]),
    `  .${jsonStep('data', data)}`,
    ...(metadata === '' || metadata === '{}' ? [] : [`  .${jsonStep('metadata', metadata)}`]),
    '  .build()',
  ].join('\n')
}

/** As a value where JSON.stringify writes that value as this very text, so that nothing is lost; else as text. */
function jsonStep(member: 'data' | 'metadata', json: JsonText): string {
  const value: unknown = JSON.parse(json)
  const same = JSON.stringify(value) === json && !json.includes('"__proto__"')
  if (!same) return `${member}Text(${quoted(json)})`
  return `${member}(${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')})`
}

function quoted(text: string): string {
  return /^[ -&(-[\]-~]*$/.test(text) ? `'${text}'` : JSON.stringify(text)
}
