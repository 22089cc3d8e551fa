import type { EmittedEvent, SkipReason } from '../../../core/projection.ts'
import type {
  AskProgress,
  CellBlame,
  CellChange,
  Comparison,
  Crossing,
  DeterminismReport,
  EventInspection,
  Found,
  PathChanges,
  Shrunk,
  StateDiff,
  StatePath,
} from '../../../projection/ask/questions.ts'
import { count, list, members, optional, position, text, textUpTo, truth } from './read-untrusted.ts'
import type { Answer } from './worker-protocol.ts'

const MAX_FIXTURE_CHARACTERS = 256 * 1024 * 1024

/** The answer to a question, built anew. @throws TypeError for what is none */
export function readAnswer(value: unknown): Answer {
  const { name, answer } = members(value)
  const given = members(answer)
  switch (name) {
    case 'inspect':
      return { name, answer: inspection(given) }
    case 'blame':
      return { name, answer: blame(given) }
    case 'changes':
      return { name, answer: changes(given) }
    case 'diffMoments':
      return { name, answer: diff(given) }
    case 'find':
      return { name, answer: found(given) }
    case 'compare':
      return { name, answer: comparison(given) }
    case 'shrink':
      return { name, answer: shrunk(given) }
    case 'checkDeterminism':
      return { name, answer: determinism(given) }
    default:
      throw new TypeError('an answer to no known question')
  }
}

export function readAskProgress(value: unknown): AskProgress {
  const from = members(value)
  return {
    position: position(from['position']),
    events: count(from['events']),
    ...optional(from, 'crossings', (crossings) => list(crossings, crossing)),
    ...optional(from, 'left', count),
  }
}

export function readEmitted(value: unknown): EmittedEvent {
  const { stream, type, data, metadata, isLink } = members(value)
  return { stream: text(stream), type: text(type), data: text(data), metadata: text(metadata), isLink: truth(isLink) }
}

function inspection(from: Record<string, unknown>): EventInspection {
  return {
    position: position(from['position']),
    outcome: outcome(members(from['outcome'])),
    cells: list(from['cells'], cellChange),
    emitted: list(from['emitted'], readEmitted),
    logs: list(from['logs'], text),
  }
}

function outcome(from: Record<string, unknown>): EventInspection['outcome'] {
  switch (from['kind']) {
    case 'handled':
      return { kind: 'handled' }
    case 'skipped':
      return { kind: 'skipped', reason: skipReason(from['reason']) }
    case 'failed':
      return { kind: 'failed', message: text(from['message']), ...optional(from, 'line', count) }
    default:
      throw new TypeError('no known outcome')
  }
}

const skipReasons: Readonly<Record<SkipReason, true>> = {
  filtered: true,
  'wrong-stream': true,
  unhandled: true,
  'no-partition': true,
  'not-json': true,
  link: true,
  'no-delete-handler': true,
}

function skipReason(value: unknown): SkipReason {
  const reason = text(value)
  if (!isSkipReason(reason)) throw new TypeError('no known reason')
  return reason
}

function isSkipReason(reason: string): reason is SkipReason {
  return Object.hasOwn(skipReasons, reason)
}

function blame(from: Record<string, unknown>): CellBlame {
  return {
    leaves: list(from['leaves'], (leaf) => {
      const { path, position: at } = members(leaf)
      return { path: statePath(path), position: position(at) }
    }),
  }
}

function statePath(value: unknown): StatePath {
  return list(value, (step) => (typeof step === 'number' ? count(step) : text(step)))
}

function changes(from: Record<string, unknown>): PathChanges {
  return {
    changes: list(from['changes'], (value) => {
      const change = members(value)
      return { position: position(change['position']), ...optional(change, 'value', text) }
    }),
    complete: truth(from['complete']),
  }
}

function cellChange(value: unknown): CellChange {
  const from = members(value)
  return { key: text(from['key']), ...optional(from, 'before', text), ...optional(from, 'after', text) }
}

function diff(from: Record<string, unknown>): StateDiff {
  return { total: count(from['total']), cells: list(from['cells'], cellChange) }
}

function crossing(value: unknown): Crossing {
  const { position: at, key, holds } = members(value)
  return { position: position(at), key: text(key), holds: truth(holds) }
}

function found(from: Record<string, unknown>): Found {
  return {
    crossings: list(from['crossings'], crossing),
    total: count(from['total']),
    holding: count(from['holding']),
    ...optional(from, 'trouble', (value) => {
      const { position: at, key, message } = members(value)
      return { position: position(at), key: text(key), message: text(message) }
    }),
  }
}

function comparison(from: Record<string, unknown>): Comparison {
  return {
    ...optional(from, 'firstDivergence', (value) => {
      const { position: at, key } = members(value)
      return { position: position(at), key: text(key) }
    }),
    ...diff(from),
  }
}

function shrunk(from: Record<string, unknown>): Shrunk {
  return {
    positions: list(from['positions'], position),
    tries: count(from['tries']),
    fixture: textUpTo(from['fixture'], MAX_FIXTURE_CHARACTERS),
  }
}

function determinism(from: Record<string, unknown>): DeterminismReport {
  return {
    ...optional(from, 'difference', (value) => {
      const difference = members(value)
      return {
        position: position(difference['position']),
        key: text(difference['key']),
        ...optional(difference, 'first', text),
        ...optional(difference, 'second', text),
      }
    }),
    uses: list(from['uses'], (value) => {
      const { name, count: times, firstPosition } = members(value)
      return { name: text(name), count: count(times), firstPosition: position(firstPosition) }
    }),
  }
}
