import type { LargeCell } from '../../../projection/engine.ts'
import type { ColumnValue, StateRow } from '../../../projection/state-view.ts'
import {
  type EffectsSummary,
  MAX_SHOWN_EFFECTS,
  MAX_SHOWN_FAILURES,
  type ProjectionFailureNote,
} from '../../state/projection-port.ts'
import { readAnswer, readAskProgress, readEmitted } from './read-answer.ts'
import { count, errorCode, filter, list, members, optional, position, text, truth } from './read-untrusted.ts'
import { readWorkerCall } from './read-worker-call.ts'
import type { WorkerError, WorkerLoaded, WorkerMessage, WorkerProgress, WorkerView } from './worker-protocol.ts'

/** Most characters that the keys and states of one view may have together. */
const MAX_VIEW_CHARACTERS = 64 * 1024 * 1024

const MAX_ROWS = 10_000

/**
 * What a worker said, built anew from the members it must have; user code runs beside whoever sent it, so it may be anything.
 *
 * @throws TypeError, BadName, InvalidFilter for what is no message
 */
export function readWorkerMessage(value: unknown): WorkerMessage {
  const message = members(value)
  switch (message['kind']) {
    case 'up':
      return { kind: 'up' }
    case 'alive':
      return { kind: 'alive' }
    case 'loaded':
      return loaded(message)
    case 'folding':
      return { kind: 'folding', position: position(message['position']) }
    case 'progress':
      return progress(message)
    case 'call':
      return { kind: 'call', id: count(message['id']), call: readWorkerCall(message['call']) }
    case 'view':
      return view(message)
    case 'asked-progress':
      return { kind: 'asked-progress', progress: readAskProgress(message['progress']) }
    case 'answer':
      return { kind: 'answer', id: count(message['id']), answer: readAnswer(message['answer']) }
    case 'unanswered':
      return { kind: 'unanswered', id: count(message['id']), error: error(message['error']) }
    case 'failed':
      return { kind: 'failed', ...error(message) }
    default:
      throw new TypeError('a message of no known kind')
  }
}

function loaded(message: Record<string, unknown>): WorkerLoaded {
  const { dialect } = message
  if (dialect !== 'epoch' && dialect !== 'kurrentdb') throw new TypeError('no known dialect')
  return {
    kind: 'loaded',
    name: text(message['name']),
    dialect,
    columns: list(message['columns'], text),
    filter: filter(message['filter']),
  }
}

function progress(message: Record<string, unknown>): WorkerProgress {
  return {
    kind: 'progress',
    position: position(message['position']),
    batches: count(message['batches']),
    caughtUp: truth(message['caughtUp']),
    ...optional(message, 'stoppedAt', position),
    failureCount: count(message['failureCount']),
    newFailures: list(message['newFailures'], failureNote, MAX_SHOWN_FAILURES),
    ...optional(message, 'effects', effects),
    ...optional(message, 'largeCells', (cells) => list(cells, largeCell)),
  }
}

function largeCell(value: unknown): LargeCell {
  const from = members(value)
  return { key: text(from['key']), characters: count(from['characters']), position: position(from['position']) }
}

function effects(value: unknown): EffectsSummary {
  const { emittedCount, emitted, loggedCount, logged } = members(value)
  return {
    emittedCount: count(emittedCount),
    emitted: list(emitted, emittedAt, MAX_SHOWN_EFFECTS),
    loggedCount: count(loggedCount),
    logged: list(logged, loggedAt, MAX_SHOWN_EFFECTS),
  }
}

function emittedAt(value: unknown): EffectsSummary['emitted'][number] {
  const { position: at, event } = members(value)
  return { position: position(at), event: readEmitted(event) }
}

function loggedAt(value: unknown): EffectsSummary['logged'][number] {
  const { position: at, message } = members(value)
  return { position: position(at), message: text(message) }
}

function view(message: Record<string, unknown>): WorkerView {
  const rows = list(message['rows'], row, MAX_ROWS)
  if (rows.reduce((sum, { key, json }) => sum + key.length + json.length, 0) > MAX_VIEW_CHARACTERS)
    throw new TypeError('a view that is too large')
  return {
    kind: 'view',
    id: count(message['id']),
    exact: truth(message['exact']),
    total: count(message['total']),
    rows,
    ...optional(message, 'failure', failureNote),
  }
}

function row(value: unknown): StateRow {
  const from = members(value)
  return {
    key: text(from['key']),
    json: text(from['json']),
    ...optional(from, 'result', text),
    ...optional(from, 'resultError', text),
    columns: list(from['columns'], columnValue),
    changedAt: position(from['changedAt']),
  }
}

function columnValue(value: unknown): ColumnValue {
  switch (typeof value) {
    case 'string':
      return text(value)
    case 'number':
    case 'boolean':
      return value
    default:
      return value === null ? null : { error: text(members(value)['error']) }
  }
}

function failureNote(value: unknown): ProjectionFailureNote {
  const note = members(value)
  return {
    position: position(note['position']),
    key: text(note['key']),
    message: text(note['message']),
    ...optional(note, 'line', count),
    ...optional(note, 'before', text),
  }
}

function error(value: unknown): WorkerError {
  const from = members(value)
  return { code: errorCode(from['code']), message: text(from['message']), ...optional(from, 'line', count) }
}
