import { JsonScanner } from '../../core/json-scanner.ts'
import type { ImportFault } from '../history-source.ts'
import type { RecordSplitter, TextRecord } from './record-splitter.ts'

type FeedPart = TextRecord | ImportFault

/** Most bytes of entries that are held to be put in order; a page of a feed has far less. */
const MAX_FEED_BYTES = 64 * 1024 * 1024

/**
 * The entries of an Atom feed in the order in which they happened: KurrentDB writes the newest first. A feed is held until its end; one that
 * has more than the limit stays in its own order, with a warning.
 */
export class FeedSplitter implements RecordSplitter {
  readonly #entries: RecordSplitter
  readonly #limit: number
  #held: FeedPart[] | undefined = []
  #heldBytes = 0

  constructor(entries: RecordSplitter, limit: number = MAX_FEED_BYTES) {
    this.#entries = entries
    this.#limit = limit
  }

  push(chunk: Uint8Array): Iterable<FeedPart> {
    const found = this.#entries.push(chunk)
    if (this.#held === undefined) return found
    for (const part of found) {
      this.#held.push(part)
      if ('bytes' in part) this.#heldBytes += part.bytes.length
    }
    return this.#heldBytes > this.#limit ? this.#giveUp(this.#held) : []
  }

  finish(): Iterable<FeedPart> {
    const rest = this.#entries.finish()
    if (this.#held === undefined) return rest
    const all = [...this.#held, ...rest]
    this.#held = undefined
    return isNewestFirst(all) ? all.reverse() : all
  }

  #giveUp(held: FeedPart[]): readonly FeedPart[] {
    this.#held = undefined
    const first = held.find((part) => 'bytes' in part)
    if (first === undefined || !isNewestFirst(held)) return held
    const { line, byteOffset } = first
    const message =
      'the feed is too large to be put in order, so its newest entries come first; import its pages one by one, the oldest first'
    return [{ code: 'import-unsupported', severity: 'warning', message, line, byteOffset, column: 1 }, ...held]
  }
}

/** Whether in the streams that entries are of, or were read from, numbers mostly fall. */
function isNewestFirst(parts: readonly FeedPart[]): boolean {
  const scanner = new JsonScanner()
  const last = new Map<string, number>()
  let rises = 0
  for (const part of parts) {
    const place = 'bytes' in part ? placeOf(scanner, part) : undefined
    if (place === undefined) continue
    const before = last.get(place.stream)
    if (before !== undefined) rises += Math.sign(place.number - before)
    last.set(place.stream, place.number)
  }
  return rises < 0
}

function placeOf(scanner: JsonScanner, { bytes }: TextRecord): { stream: string; number: number } | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  if (scanner.scan(text)) return undefined
  const rawOf = (...names: readonly string[]): string | undefined => {
    const range = names.map((name) => scanner.members?.get(name)).find((found) => found !== undefined)
    return range && text.slice(range.from, range.to)
  }
  const stream = rawOf('positionStreamId', 'streamId')
  const number = Number(rawOf('positionEventNumber', 'eventNumber'))
  return stream === undefined || !Number.isFinite(number) ? undefined : { stream, number }
}
