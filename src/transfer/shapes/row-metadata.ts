import type { JsonText } from '../../core/json.ts'
import { jsonMembers } from '../../core/json-members.ts'
import type { RecordReader } from '../record-reader.ts'
import { objectInText } from './json-in-text.ts'

/** Columns of a row that become members of its metadata, by the member's name. */
type LinkColumns = Readonly<Record<string, string>>

/**
 * A row's metadata: the column's very characters, or the object that they are as text; `{}` where it has none. Of the columns beside it
 * each that is not null is added as a member after them, unless the metadata has one of that name.
 *
 * @throws EpochError for what is no JSON object
 */
export function rowMetadata(reader: RecordReader, column: string, links: LinkColumns = {}): JsonText {
  const range = reader.find(column)
  const text = range && objectInText(reader.raw(range))
  const own = text?.trimStart().startsWith('{') ? (text.trim() as JsonText) : reader.metadata(column)
  const present = jsonMembers(own)
  const added = Object.entries(links).flatMap(([member, name]) => {
    const link = present?.has(member) ? undefined : reader.find(name)
    return link ? [`${JSON.stringify(member)}:${asText(reader.raw(link))}`] : []
  })
  if (added.length === 0) return own
  const separator = present?.size === 0 ? '' : ','
  return `${own.slice(0, -1)}${separator}${added.join(',')}}` as JsonText
}

/** Links are text: a number becomes its digits. */
function asText(raw: JsonText): string {
  return raw.startsWith('"') ? raw : JSON.stringify(raw)
}
