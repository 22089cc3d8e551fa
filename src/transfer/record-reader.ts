import { EpochError, type EpochErrorCode } from '../core/errors.ts'
import type { JsonObject, JsonText } from '../core/json.ts'
import type { TextRange } from '../core/json-scanner.ts'
import type { JsonRecord } from './event-shape.ts'
import { eventTimeUs } from './event-time.ts'

/**
 * Reads the members of one record. A member that is null counts as one that is not there. Where several names are given, the first
 * that the record has is read. Everything throws an EpochError that says in `details.at` where in the record it went wrong.
 */
export class RecordReader {
  readonly #record: JsonRecord

  constructor(record: JsonRecord) {
    this.#record = record
  }

  find(...names: readonly string[]): TextRange | undefined {
    for (const name of names) {
      const range = this.#record.members.get(name)
      if (range && this.raw(range) !== 'null') return range
    }
    return undefined
  }

  /** The record's own characters: it was checked, so a member's are JSON. */
  raw({ from, to }: TextRange): JsonText {
    return this.#record.text.slice(from, to) as JsonText
  }

  /** The value of text; undefined for anything else. */
  text(range: TextRange): string | undefined {
    const value = this.#scalar(range)
    return typeof value === 'string' ? value : undefined
  }

  /** Whether a member is true or false; undefined for anything else. */
  flag(name: string): boolean | undefined {
    const range = this.find(name)
    const raw = range && this.raw(range)
    return raw === 'true' || raw === 'false' ? raw === 'true' : undefined
  }

  /** A name that the event must have, as text. @param what what the event has it as, as in "stream" */
  name<Name>(what: string, names: readonly string[], make: (text: string) => Name): Name {
    const range = this.#required(what, names)
    const text = this.text(range)
    if (text === undefined) throw this.#notText(what, range)
    return this.legal(range, text, make)
  }

  /** As {@link name}, but a whole number will do: its digits, however many. */
  key<Name>(what: string, names: readonly string[], make: (text: string) => Name): Name {
    const range = this.#required(what, names)
    const raw = this.raw(range)
    const text = /^-?\d+$/.test(raw) ? raw : this.text(range)
    if (text === undefined) throw this.#notText(what, range)
    return this.legal(range, text, make)
  }

  /** As {@link key}; undefined where the record has none. */
  optionalKey<Name>(what: string, names: readonly string[], make: (text: string) => Name): Name | undefined {
    return this.find(...names) && this.key(what, names, make)
  }

  /** Microseconds since 1970. */
  timeUs(...names: readonly string[]): number | undefined {
    const range = this.find(...names)
    if (range === undefined) return undefined
    const us = eventTimeUs(this.#scalar(range))
    if (us !== undefined) return us
    throw this.fault('import-bad-time', badTime(shown(this.raw(range))), range)
  }

  /** A time as it is written, null too; '' where the record has none. */
  timeText(...names: readonly string[]): string {
    const range = names.map((name) => this.#record.members.get(name)).find((found) => found !== undefined)
    return range ? this.raw(range) : ''
  }

  /** 1 where the record has none. */
  schemaVersion(...names: readonly string[]): number {
    const range = this.find(...names)
    if (range === undefined) return 1
    const version = this.#scalar(range)
    if (typeof version === 'number' && Number.isSafeInteger(version) && version >= 1) return version
    const what = `the schema version ${shown(this.raw(range))} is not a whole number from 1`
    throw this.fault('import-bad-event', what, range)
  }

  /** The very characters; `null` where the record has none. */
  data(...names: readonly string[]): JsonText {
    const range = this.find(...names)
    return range ? this.raw(range) : ('null' as JsonText)
  }

  /** The very characters; `{}` where the record has none. */
  metadata(...names: readonly string[]): JsonText {
    const range = this.find(...names)
    if (range === undefined) return '{}' as JsonText
    const text = this.raw(range)
    if (text.startsWith('{')) return text
    throw this.fault('import-bad-event', 'metadata must be a JSON object', range)
  }

  /** A name as `make` makes it of a text that stands in this place. */
  legal<Name>(range: TextRange, text: string, make: (text: string) => Name): Name {
    try {
      return make(text)
    } catch (error) {
      if (error instanceof EpochError) throw this.fault(error.code, error.message, range)
      throw error
    }
  }

  /** @param range where; without it, where the record begins */
  fault(code: EpochErrorCode, message: string, range?: TextRange, details: JsonObject = {}): EpochError {
    return new EpochError(code, message, { ...details, at: range?.from ?? 0 })
  }

  #required(what: string, names: readonly string[]): TextRange {
    const range = this.find(...names)
    if (range) return range
    throw this.fault('import-bad-event', `the event has no ${what}; give it a member "${names[0] ?? what}"`)
  }

  #notText(what: string, range: TextRange): EpochError {
    const message = `the event's ${what} must be text and is ${shown(this.raw(range))}`
    return this.fault('import-bad-event', message, range)
  }

  /** The value of text or of a number; undefined for anything else. */
  #scalar(range: TextRange): string | number | undefined {
    const value: unknown = /["\-\d]/.test(this.#record.text.charAt(range.from))
      ? JSON.parse(this.raw(range))
      : undefined
    return typeof value === 'string' || typeof value === 'number' ? value : undefined
  }
}

/** @param what the time, as it is to be shown */
export function badTime(what: string): string {
  return `${what} is no time; write ISO 8601, or a number of seconds, milliseconds or microseconds since 1970`
}

/** A value in a message: its beginning. */
export function shown(json: string): string {
  return json.length > 60 ? `${json.slice(0, 60)}…` : json
}
