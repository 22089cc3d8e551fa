import { isErrorCode } from '../../../core/errors.ts'
import { eventType, type Position, streamName } from '../../../core/event.ts'
import { type EventFilter, filterText } from '../../../core/event-filter.ts'
import type { ColumnValue, StateRow } from '../../../projection/state-view.ts'
import type { ProjectionFailureNote } from '../../state/projection-port.ts'
import type { WorkerFailure, WorkerMessage, WorkerProgress, WorkerView } from './worker-protocol.ts'

/** Most characters that one text from a worker may have, and that all texts of one view may have together. */
const MAX_TEXT_CHARACTERS = 8 * 1024 * 1024
const MAX_VIEW_CHARACTERS = 64 * 1024 * 1024
const MAX_ITEMS = 10_000

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
    case 'loaded':
      return {
        kind: 'loaded',
        name: text(message['name']),
        columns: list(message['columns'], text),
        filter: filter(message['filter']),
      }
    case 'folding':
      return { kind: 'folding', position: position(message['position']) }
    case 'progress':
      return progress(message)
    case 'need':
      return { kind: 'need', after: position(message['after']), upTo: position(message['upTo']) }
    case 'view':
      return view(message)
    case 'failed':
      return failed(message)
    default:
      throw new TypeError('a message of no known kind')
  }
}

function progress(message: Record<string, unknown>): WorkerProgress {
  return {
    kind: 'progress',
    position: position(message['position']),
    batches: count(message['batches']),
    caughtUp: truth(message['caughtUp']),
    failureCount: count(message['failureCount']),
    newFailures: list(message['newFailures'], failureNote),
  }
}

function view(message: Record<string, unknown>): WorkerView {
  const rows = list(message['rows'], row)
  if (rows.reduce((sum, { key, json }) => sum + key.length + json.length, 0) > MAX_VIEW_CHARACTERS)
    throw new TypeError('a view that is too large')
  return {
    kind: 'view',
    id: count(message['id']),
    exact: truth(message['exact']),
    total: count(message['total']),
    rows,
    ...(message['failure'] !== undefined && { failure: failureNote(message['failure']) }),
  }
}

function failed(message: Record<string, unknown>): WorkerFailure {
  const code = text(message['code'])
  if (!isErrorCode(code)) throw new TypeError('no error code')
  return { kind: 'failed', code, message: text(message['message']), ...lineOf(message) }
}

function row(value: unknown): StateRow {
  const { key, json, columns, changedAt } = members(value)
  return { key: text(key), json: text(json), columns: list(columns, columnValue), changedAt: position(changedAt) }
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
    ...lineOf(note),
  }
}

function filter(value: unknown): EventFilter {
  const { types, streams, category, where } = members(value)
  return {
    ...(types !== undefined && { types: list(types, (type) => eventType(text(type))) }),
    ...(streams !== undefined && { streams: list(streams, (stream) => streamName(text(stream))) }),
    ...(category !== undefined && { category: text(category) }),
    ...(where !== undefined && { where: filterText(text(where)) }),
  }
}

function lineOf({ line }: Record<string, unknown>): { readonly line?: number } {
  return line === undefined ? {} : { line: count(line) }
}

function members(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError('no object')
  return value as Record<string, unknown>
}

function list<Item>(value: unknown, item: (value: unknown) => Item): readonly Item[] {
  if (!Array.isArray(value) || value.length > MAX_ITEMS) throw new TypeError('no list, or too long a one')
  return Array.from(value, item)
}

function text(value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_TEXT_CHARACTERS) throw new TypeError('no text, or too long a one')
  return value
}

function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new TypeError('neither true nor false')
  return value
}

function count(value: unknown): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new TypeError('no count')
  return value
}

function position(value: unknown): Position {
  return count(value) as Position
}
