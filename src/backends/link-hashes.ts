import type { JsonText } from '../core/json.ts'
import { linksOf } from '../core/metadata.ts'
import { hashOfId, NO_HASH } from './id-hash.ts'

interface LinkHashes {
  readonly cause: number
  readonly correlation: number
}

const NO_LINKS: LinkHashes = { cause: NO_HASH, correlation: NO_HASH }

/** What the names of both links end with. */
const LINK_END = 'ationId"'

/** What mostly stands between a member's name and its value, and whatever may stand there, with the value where it is text. */
const PLAIN_VALUE = ':"'
const valueAfterName = /[ \t\n\r]*:(?:[ \t\n\r]*"([^"]*)")?/y

/**
 * Hashes of the links that `linksOf` finds in metadata. Most of it needs no parsing for that: without escapes, quotes only begin and end texts,
 * and an object with no other inside has all its members at the top. Of a text that is no JSON they may be any.
 */
export function linkHashesOf(metadata: JsonText): LinkHashes {
  if (metadata.includes('\\')) return parsedHashes(metadata)
  if (!metadata.includes(LINK_END)) return NO_LINKS
  if (metadata.lastIndexOf('{') > 0) return parsedHashes(metadata)
  const cause = hashOfMember('"causationId"', metadata)
  const correlation = hashOfMember('"correlationId"', metadata)
  return cause === undefined || correlation === undefined ? parsedHashes(metadata) : { cause, correlation }
}

/** Undefined where the last mention of the name is not a member's name. */
function hashOfMember(name: string, metadata: string): number | undefined {
  const at = metadata.lastIndexOf(name)
  if (at < 0) return NO_HASH
  const start = at + name.length + PLAIN_VALUE.length
  const end = metadata.startsWith(PLAIN_VALUE, at + name.length) ? metadata.indexOf('"', start) : -1
  if (end >= 0) return hashOfId(metadata.slice(start, end))
  valueAfterName.lastIndex = at + name.length
  const found = valueAfterName.exec(metadata)
  return found === null ? undefined : hashOfLink(found[1])
}

function parsedHashes(metadata: JsonText): LinkHashes {
  const { causationId, correlationId } = linksOf(metadata)
  return { cause: hashOfLink(causationId), correlation: hashOfLink(correlationId) }
}

function hashOfLink(id: string | undefined): number {
  return id === undefined ? NO_HASH : hashOfId(id)
}
