import type { EventId, StreamName, StreamVersion } from './event.ts'
import type { ExpectedVersion } from './event-store-backend.ts'
import type { JsonObject } from './json.ts'

/** Every code an EpochError can have; docs/errors.md says of each what happened and what to do. */
export const errorCodes = [
  'bad-cursor',
  'bad-name',
  'caller-refused',
  'disk-full',
  'event-too-large',
  'file-exists',
  'host-unreachable',
  'id-conflict',
  'import-bad-event',
  'import-bad-json',
  'import-bad-time',
  'import-bad-utf8',
  'import-bomb',
  'import-control-char',
  'import-duplicate-key',
  'import-line-too-long',
  'import-too-deep',
  'import-too-wide',
  'import-truncated',
  'import-unreadable',
  'import-unrecognised',
  'import-unresolved-link',
  'import-unsupported',
  'import-wrong-encoding',
  'internal',
  'invalid-event',
  'invalid-filter',
  'invalid-mapping',
  'invalid-request',
  'link-refused',
  'not-found',
  'not-a-git-repository',
  'port-taken',
  'predicate-invalid',
  'projection-crashed',
  'projection-failed',
  'projection-invalid',
  'projection-timeout',
  'runtime-too-old',
  'store-busy',
  'store-corrupt',
  'store-gone',
  'store-no-permission',
  'store-not-a-file',
  'store-not-found',
  'store-not-open',
  'store-not-sqlite',
  'store-read-only',
  'store-reader-died',
  'store-replaced',
  'store-rewound',
  'store-schema-refused',
  'store-timeout',
  'store-too-new',
  'store-unknown-schema',
  'value-too-large',
  'what-if-invalid',
  'workspace-invalid',
  'wrong-expected-version',
] as const

export type EpochErrorCode = (typeof errorCodes)[number]

/** A failure that Epoch expects and a person can act on. Anything else is a bug and stays a plain Error. */
export class EpochError extends Error {
  readonly code: EpochErrorCode
  /** Survives a process boundary: enough to rebuild the error there and to act on it. */
  readonly details: JsonObject

  constructor(code: EpochErrorCode, message: string, details: JsonObject = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
    this.details = details
  }
}

/** Somebody else appended first. Read the stream again, decide again, append again. */
export class WrongExpectedVersion extends EpochError {
  constructor(stream: StreamName, expected: ExpectedVersion, actual: StreamVersion) {
    super(
      'wrong-expected-version',
      `stream ${stream} is at version ${actual}, and ${saidExpectation(expected)} was expected; read what came between and append again`,
      { stream, expected, actual },
    )
  }
}

/** An event with this id is in the store already, with other content or in another place. */
export class IdConflict extends EpochError {
  constructor(id: EventId) {
    super('id-conflict', `event ${id} is in the store already and is not the same event; give the new one its own id`, {
      id,
    })
  }
}

/** A stream name, event type or event id that no store takes. */
export class BadName extends EpochError {
  constructor(what: string, text: string, reason: string) {
    super('bad-name', `${JSON.stringify(text.slice(0, 80))} is no ${what}: ${reason}`, {
      what,
      text: text.slice(0, 80),
      reason,
    })
  }
}

/** An event that was put together wrongly: a member is missing or is not what it must be. */
export class InvalidEvent extends EpochError {
  constructor(member: string, reason: string, options?: ErrorOptions) {
    super('invalid-event', `the event's ${member} ${reason}`, { member, reason }, options)
  }
}

/** A filter that does not parse. `column` counts characters from 1. */
export class InvalidFilter extends EpochError {
  constructor(text: string, column: number, expected: string) {
    const found = text.slice(column - 1, column + 19)
    const said = found === '' ? 'the filter ends' : `found ${JSON.stringify(found)}`
    super('invalid-filter', `filter, column ${column}: expected ${expected}, ${said}`, { column, expected })
  }
}

/** The store takes no appends; `why` says whether that is its kind, a file's permission or a switch. */
export class StoreReadOnly extends EpochError {
  constructor(why: string) {
    super('store-read-only', `the store takes no events: ${why}`, { why })
  }
}

/** The other side asked for something that the contract does not know. */
export class InvalidRequest extends EpochError {
  constructor(request: string, reason: string, options?: ErrorOptions) {
    super('invalid-request', `${request}: ${reason}`, { request }, options)
  }
}

/** An error as it crosses a process boundary. */
export interface ErrorRecord {
  readonly code: EpochErrorCode
  readonly message: string
  readonly details: JsonObject
}

/** What may be told of any failure to the other side: bugs lose their text, so no stack or SQL leaves the process. */
export function errorRecord(error: unknown): ErrorRecord {
  if (error instanceof EpochError) return { code: error.code, message: error.message, details: error.details }
  return { code: 'internal', message: 'Epoch hit a bug; the host wrote it to its error output', details: {} }
}

export function errorOfRecord({ code, message, details }: ErrorRecord): EpochError {
  return new EpochError(code, message, details)
}

/** Whether it is a failure with one of these codes. */
export function isEpochError(error: unknown, ...codes: readonly EpochErrorCode[]): boolean {
  return error instanceof EpochError && codes.includes(error.code)
}

/** Whether a store failed because what is in its place has not the history that was read. */
export function isOtherHistory(error: unknown): boolean {
  return isEpochError(error, 'store-replaced', 'store-rewound')
}

export function isErrorCode(text: string): text is EpochErrorCode {
  return (errorCodes as readonly string[]).includes(text)
}

function saidExpectation(expected: ExpectedVersion): string {
  switch (expected) {
    case 'any':
      return 'any version'
    case 'no-stream':
      return 'no such stream'
    case 'stream-exists':
      return 'an existing stream'
    default:
      return `version ${expected}`
  }
}
