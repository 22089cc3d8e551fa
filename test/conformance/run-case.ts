import { isDeepStrictEqual } from 'node:util'
import type { Event } from '../../src/core/event.ts'
import type { Projection } from '../../src/core/projection.ts'
import { faultCodeOf } from '../../src/projection/dialects/kurrentdb-fault.ts'
import { ProjectionEngine } from '../../src/projection/engine.ts'
import type { FoldNotes } from '../../src/projection/fold-notes.ts'
import { PlainFold } from '../../src/projection/plain-fold.ts'
import { MemoryValueStore } from '../../src/projection/value-store.ts'
import { loadSource } from '../source/load-source.ts'
import { eventsOf } from './case-events.ts'
import type { ConformanceCase } from './conformance-case.ts'

/** What Epoch makes of a case, in the words of its expectation. */
interface Outcome {
  readonly states: Map<string, unknown>
  sharedState: unknown
  readonly results: Map<string, unknown>
  emitted: unknown[]
  logs: unknown[]
  skipped: (readonly [at: number, reason: string])[]
  fault: { readonly event: number; readonly code: string } | undefined
}

/** Folds a case's events and compares. @returns each difference from what is expected, in words */
export function runCase(one: ConformanceCase): readonly string[] {
  let projection: Projection
  try {
    projection = load(one)
  } catch (error) {
    return one.expect.invalid ? [] : [`the source is refused: ${String(error)}`]
  }
  if (one.expect.invalid) return ['the source is taken, and should be refused']
  return differences(foldPlainly(projection, eventsOf(one.events)), one)
}

function load({ source, engineVersion }: ConformanceCase): Projection {
  return loadSource({ 'case.js': source }, 'case.js', engineVersion).projection
}

function foldPlainly(projection: Projection, events: readonly Event[]): Outcome {
  const outcome: Outcome = {
    states: new Map(),
    sharedState: undefined,
    results: new Map(),
    emitted: [],
    logs: [],
    skipped: [],
    fault: undefined,
  }
  const notes: FoldNotes = {
    failed: ({ position, cause }) => {
      outcome.fault ??= { event: position - 1, code: faultCodeOf(cause) }
    },
    emitted: (position, { stream, type, data, metadata, isLink }) => {
      const said = metadata === '' ? null : parsed(metadata)
      outcome.emitted.push({
        at: position - 1,
        streamId: stream,
        eventType: type,
        data: parsed(data),
        metadata: said,
        isLink,
      })
    },
    logged: (position, message) => outcome.logs.push({ at: position - 1, message }),
  }
  const fold = new PlainFold(projection, {
    notes,
    observe: ({ event, skipped }) => {
      if (skipped !== undefined) outcome.skipped.push([event.position - 1, recordedReason(skipped)])
    },
  })
  fold.fold(events)
  takeStates(outcome, projection, fold.cells())
  return outcome
}

function recordedReason(reason: string): string {
  return reason === 'not-json' ? 'non-json' : reason
}

function takeStates(
  outcome: Outcome,
  { sharedCell, resultOf }: Projection,
  cells: Iterable<readonly [key: string, json: string]>,
): void {
  const texts = new Map(cells)
  const sharedText = sharedCell === undefined ? undefined : texts.get(sharedCell)
  outcome.sharedState = sharedText === undefined ? undefined : JSON.parse(sharedText)
  for (const [key, text] of texts) {
    if (key === sharedCell) continue
    outcome.states.set(key, JSON.parse(text))
    if (resultOf) outcome.results.set(key, asJson(resultOf(JSON.parse(text), outcome.sharedState)))
  }
}

/** A result that there is none of counts as null. */
function asJson(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function differences(outcome: Outcome, { expect }: ConformanceCase): readonly string[] {
  const fault = expect.fault && { event: expect.fault.event, code: expect.fault.code }
  return [
    ...difference('fault', outcome.fault, fault),
    ...difference('skipped', outcome.skipped, expect.skipped),
    ...difference('emitted', outcome.emitted, expect.emitted),
    ...difference('logs', outcome.logs, expect.logs),
    ...difference('states', outcome.states, expect.states),
    ...difference('sharedState', outcome.sharedState ?? null, expect.sharedState ?? null),
    ...(expect.results === undefined ? [] : difference('results', outcome.results, expect.results)),
  ]
}

function difference(what: string, found: unknown, expected: unknown): readonly string[] {
  return isDeepStrictEqual(found, expected) ? [] : [`${what}: expected ${said(expected)}, found ${said(found)}`]
}

function said(value: unknown): string {
  return JSON.stringify(value instanceof Map ? [...value] : value) ?? 'nothing'
}

/**
 * Compares the state of the engine with its version log to that of a plain fold. Only for projections without a state of their own beside
 * the partitions: the engine folds events again when it is asked.
 */
export async function engineDifferences(one: ConformanceCase): Promise<readonly string[]> {
  if (one.expect.invalid) return []
  const events = eventsOf(one.events)
  const plain = foldPlainly(load(one), events)
  const projection = load(one)
  const engine = new ProjectionEngine(projection, {
    values: new MemoryValueStore(),
    codec: { encoder: new TextEncoder(), decoder: new TextDecoder() },
    readTail: async ({ after, upTo }) => events.filter(({ position }) => position > after && position <= upTo),
  })
  await engine.fold(events)
  const rows = await engine.at(engine.checkpoint.position, (view) => view.rows({ from: 0, limit: events.length + 1 }))
  const outcome: Outcome = { ...plain, states: new Map(), results: new Map(), sharedState: undefined }
  takeStates(
    outcome,
    projection,
    rows.rows.map(({ key, json }) => [key, json] as const),
  )
  return [
    ...difference('states of the engine', outcome.states, plain.states),
    ...difference('sharedState of the engine', outcome.sharedState, plain.sharedState),
    ...difference('fault of the engine', engine.stopped, plain.fault && plain.fault.event + 1),
  ]
}
