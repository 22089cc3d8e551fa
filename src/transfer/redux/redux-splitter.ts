import { EpochError } from '../../core/errors.ts'
import { checkJson } from '../../core/json-check.ts'
import { MAX_RECORD_BYTES, type RecordSplitter, type TextRecord } from '../containers/record-splitter.ts'
import { TextCursor } from '../containers/text-cursor.ts'
import type { ImportFault } from '../history-source.ts'
import { placeInRecord } from '../place-in-record.ts'
import { recordBytes, recordText, textFault } from '../record-text.ts'
import { type ReduxAction, reduxActions } from './redux-actions.ts'

/** Most bytes of one export: it is one JSON value, which is held whole. */
export const MAX_REDUX_BYTES = 64 * 1024 * 1024

/** Cuts an export of Redux DevTools into its actions, once the whole of it is there. */
export class ReduxSplitter implements RecordSplitter {
  readonly #limit: number
  #parts: Uint8Array[] = []
  #bytes = 0

  constructor(limit: number = MAX_REDUX_BYTES) {
    this.#limit = limit
  }

  push(chunk: Uint8Array): Iterable<never> {
    this.#bytes += chunk.length
    if (this.#bytes > this.#limit) this.#parts = []
    else this.#parts.push(chunk)
    return []
  }

  *finish(): Generator<TextRecord | ImportFault, void> {
    const bytes = Buffer.concat(this.#parts)
    const whole = { line: 1, byteOffset: 0, bytes, unitsBefore: 0, tooLong: false, endOffset: this.#bytes }
    let text = ''
    try {
      if (this.#bytes > this.#limit) throw new EpochError('import-line-too-long', tooLong)
      const own = recordBytes(whole)
      text = recordText(whole, own)
      const fault = checkJson(text)
      if (fault) throw textFault(text, fault)
      yield* records(text, reduxActions(text), whole, bytes.length - own.length)
    } catch (error) {
      if (!(error instanceof EpochError)) throw error
      const place = placeInRecord(whole, text, Number(error.details['at'] ?? 0))
      yield { code: error.code, message: error.message, severity: 'error', ...place }
    }
  }
}

const tooLong =
  'an export of Redux DevTools is one piece, and this one has more than 64 MiB; export fewer actions, or write one event a line'

/** @param markBytes of the byte order mark before the text */
function* records(
  text: string,
  actions: readonly ReduxAction[],
  { endOffset }: TextRecord,
  markBytes: number,
): Generator<TextRecord, void> {
  const places = placesOf(text, actions)
  for (const { text: action, at } of actions) {
    const { line = 1, byteOffset = 0, unitsBefore = 0 } = places.get(at) ?? {}
    const bytes = Buffer.from(action)
    const tooLong = bytes.length > MAX_RECORD_BYTES
    yield { line, byteOffset: byteOffset + markBytes, bytes, unitsBefore, tooLong, endOffset }
  }
}

type Place = Pick<TextRecord, 'line' | 'byteOffset' | 'unitsBefore'>

/** Where actions stand, by their index in the text, which is gone over once: they may be in another order there. */
function placesOf(text: string, actions: readonly ReduxAction[]): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>()
  const cursor = new TextCursor()
  let passed = 0
  for (const at of actions.map((action) => action.at).sort((a, b) => a - b)) {
    cursor.moveOver(Buffer.from(text.slice(passed, at)))
    passed = at
    places.set(at, { ...cursor.place, unitsBefore: cursor.units })
  }
  return places
}
