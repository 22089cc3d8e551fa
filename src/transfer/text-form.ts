import { EpochError } from '../core/errors.ts'
import { checkJson } from '../core/json-check.ts'
import { JsonValuesSplitter } from './containers/json-values-splitter.ts'
import { LineSplitter } from './containers/line-splitter.ts'
import type { RecordSplitter } from './containers/record-splitter.ts'
import { CSV_HEAD_BYTES } from './csv/csv-delimiter.ts'
import { looksLikeCsv } from './csv/csv-outline.ts'
import { type ObjectHead, pastSpace, readObjectHead } from './object-head.ts'
import { ReduxSplitter } from './redux/redux-splitter.ts'
import { markBytes } from './text-marks.ts'
import { refuseUnsupported } from './unsupported-file.ts'

/** How a text holds its records. */
export type TextForm =
  | {
      readonly kind: 'records'
      readonly words: string
      readonly splitter: MakeSplitter
      /** Present where the newest may come first. */
      readonly isFeed?: true
    }
  | { readonly kind: 'redux'; readonly splitter: MakeSplitter }
  | { readonly kind: 'table' }
  | { readonly kind: 'empty' }

type MakeSplitter = (maxRecordBytes?: number) => RecordSplitter

/** More of a text than this is never looked at to say what it is. */
export const MOST_HEAD_BYTES = 16 * 1024 * 1024

const openBracket = 0x5b
const openBrace = 0x7b
const lineFeed = 0x0a
const quote = 0x22
const lists = ['events', 'entries']
const typeNames = ['type', 'eventType', 'event_type']

const oneALine: TextForm = { kind: 'records', words: 'one a line', splitter: (most) => new LineSplitter(most) }

/**
 * Says from a text's beginning what form it has; undefined where more of it must be seen first.
 *
 * @throws EpochError `import-unrecognised`, `import-unsupported`, `import-wrong-encoding`
 */
export function textForm(head: Uint8Array, ended: boolean): TextForm | undefined {
  refuseUnsupported(head)
  refuseWideText(head)
  const from = pastSpace(head, markBytes(head))
  const isWhole = ended || head.length >= MOST_HEAD_BYTES
  if (from === head.length) return isWhole ? { kind: 'empty' } : undefined
  if (head[from] === openBrace) return objectForm(head, from, isWhole)
  if (head[from] === openBracket) return arrayForm(head, from, isWhole)
  return ended || head.length >= CSV_HEAD_BYTES ? otherForm(head) : undefined
}

function objectForm(head: Uint8Array, from: number, isWhole: boolean): TextForm | undefined {
  const object = readObjectHead(head, from)
  if (object.end === undefined && !object.isBroken && !isWhole) return undefined
  if (isReduxExport(head, object)) return { kind: 'redux', splitter: () => new ReduxSplitter() }
  const list = typeNames.some((name) => object.members.has(name)) ? undefined : listIn(head, object)
  if (list) {
    const { name, skip } = list
    return {
      kind: 'records',
      words: `JSON object with ${name}`,
      ...(name === 'entries' && { isFeed: true }),
      splitter: (most) => new JsonValuesSplitter({ form: 'member', skip, ...(most && { maxRecordBytes: most }) }),
    }
  }
  const isOnOneLine = object.end === undefined || !head.subarray(from, object.end).includes(lineFeed)
  return isOnOneLine ? oneALine : sequenceFrom(from)
}

function sequenceFrom(skip: number): TextForm {
  return {
    kind: 'records',
    words: 'one after another',
    splitter: (most) => new JsonValuesSplitter({ form: 'sequence', skip, ...(most && { maxRecordBytes: most }) }),
  }
}

function listIn(head: Uint8Array, { members }: ObjectHead): { name: string; skip: number } | undefined {
  for (const name of lists) {
    const skip = members.get(name)
    if (skip !== undefined && head[skip] === openBracket) return { name, skip }
  }
  return undefined
}

/** An export has nothing beside its payload but the state before it; an object of that alone could be no event. */
function isReduxExport(head: Uint8Array, { members }: ObjectHead): boolean {
  if (members.has('actionsById')) return true
  const payload = head[members.get('payload') ?? head.length]
  const isList = payload === quote || payload === openBracket || payload === openBrace
  return isList && [...members.keys()].every((name) => name === 'payload' || name === 'preloadedState')
}

/** A whole array on a first line that others follow is a record among records, not all there is. */
function arrayForm(head: Uint8Array, from: number, isWhole: boolean): TextForm | undefined {
  const feed = head.indexOf(lineFeed, from)
  const isOneOfLines =
    feed !== -1 && pastSpace(head, feed) < head.length && !checkJson(Buffer.from(head.subarray(from, feed)).toString())
  if (isOneOfLines) return oneALine
  const element = pastSpace(head, from + 1)
  const isSeen = head[element] !== openBrace || readObjectHead(head, element).end !== undefined
  if (!isWhole && (!isSeen || element === head.length || (feed !== -1 && pastSpace(head, feed) === head.length)))
    return undefined
  return {
    kind: 'records',
    words: 'JSON array',
    splitter: (most) => new JsonValuesSplitter({ form: 'array', skip: from, ...(most && { maxRecordBytes: most }) }),
  }
}

/** @throws EpochError `import-unrecognised` */
function otherForm(head: Uint8Array): TextForm {
  const start = head.subarray(0, CSV_HEAD_BYTES)
  const lines = Buffer.from(start).toString('utf8').split('\n')
  if (lines.some((line) => /^\s*\{/.test(line) && checkJson(line) === undefined)) return oneALine
  if (looksLikeCsv(start)) return { kind: 'table' }
  throw new EpochError(
    'import-unrecognised',
    'this is no history that Epoch knows: neither JSON objects, one a line or in an array, nor a table whose first line names its columns',
  )
}

/** @throws EpochError `import-wrong-encoding` for text of two or four bytes a character that has no mark */
function refuseWideText([first = 1, second = 1]: Uint8Array): void {
  if (
    (first === 0) !== (second === 0) &&
    (first === openBrace || second === openBrace || first === openBracket || second === openBracket)
  )
    throw new EpochError('import-wrong-encoding', 'the text is UTF-16 or UTF-32; save it as UTF-8 and import it again')
}
