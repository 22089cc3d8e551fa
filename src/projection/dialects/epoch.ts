import { EpochError } from '../../core/errors.ts'
import { type Event, type EventType, eventType } from '../../core/event.ts'
import type { EventFilter } from '../../core/event-filter.ts'
import type { FoldStep, ProjectedEvent, Projection, ProjectionColumn, SkipReason } from '../../core/projection.ts'
import { isThrown } from '../is-thrown.ts'
import { jsonLoss } from '../json-loss.ts'
import { NotJson, projectEvent } from '../project-event.ts'
import { exactCopy, NO_COPY } from '../small-copy.ts'
import { filterOf } from './filter-of.ts'
import { invalid, record, said } from './invalid.ts'

const members = ['name', 'from', 'key', 'init', 'on', 'apply', 'columns']
const reserved = ['upcast', 'otherwise', 'version']

/** Called without a `this`. */
type UserFunction = (this: void, ...values: unknown[]) => unknown

/**
 * Makes a projection of what a module in Epoch's dialect exports as its default. With `on`, only events of the types it names are
 * folded.
 *
 * @throws EpochError `projection-invalid`, whose details name the member and say what was expected
 */
export function epochProjection(exported: unknown): Projection {
  const definition = record(exported, 'the default export', 'an object with name, key, init and on')
  checkMembers(definition)
  const { name } = definition
  if (typeof name !== 'string' || name.trim() === '') throw invalid('name', 'a text that is not empty', name)
  const handlers = handlersOf(definition)
  const filter = filterOf(definition.from)
  return {
    name,
    dialect: 'epoch',
    from: handlers.types === undefined ? filter : narrowed(filter, handlers.types),
    stepsFor: stepsFor({
      keysOf: keysOf(optionalFunction(definition, 'key')),
      init: optionalFunction(definition, 'init') ?? (() => ({})),
      handlerOf: handlers.handlerOf,
    }),
    onFailure: 'continue',
    columns: columnsOf(definition.columns),
  }
}

interface Functions {
  keysOf(event: ProjectedEvent): readonly string[]
  init(key: string): unknown
  /** `undefined` for a type that is not handled. */
  handlerOf(type: string): UserFunction | undefined
}

function stepsFor({ keysOf, init, handlerOf }: Functions): (event: Event) => readonly FoldStep[] | SkipReason {
  return (event) => {
    const handler = handlerOf(event.type)
    if (handler === undefined) return 'unhandled'
    const projected = projectEvent(event)
    let keys: readonly string[]
    try {
      keys = keysOf(projected)
    } catch (thrown) {
      if (isThrown(thrown, NotJson)) return 'not-json'
      throw thrown
    }
    const [first, ...others] = keys
    if (first === undefined) return 'no-partition'
    const step = new HandlerStep(first, projected, init, handler)
    if (others.length === 0) return [step]
    return [step, ...others.map((key) => new HandlerStep(key, projectEvent(event), init, handler))]
  }
}

class HandlerStep implements FoldStep {
  readonly cells: readonly [string]
  readonly #event: ProjectedEvent
  readonly #init: Functions['init']
  readonly #handler: UserFunction

  constructor(key: string, event: ProjectedEvent, init: Functions['init'], handler: UserFunction) {
    this.cells = [key]
    this.#event = event
    this.#init = init
    this.#handler = handler
  }

  fold(states: unknown[]): void {
    const init = this.#init
    const handler = this.#handler
    const given = states[0] === undefined ? ownCopy(init(this.cells[0])) : states[0]
    const result = handler(given, this.#event)
    const next = result === undefined ? given : result
    if (next === undefined) throw new TypeError('the state is undefined; a read model keeps JSON only')
    states[0] = next === null ? undefined : next
  }
}

/** What `init` gives may be one object for all cells. @throws TypeError for what JSON cannot say in full */
function ownCopy(state: unknown): unknown {
  if (typeof state !== 'object' || state === null) return state
  const copy = exactCopy(state)
  if (copy !== NO_COPY) return copy
  const loss = jsonLoss(state)
  if (loss !== undefined) throw new TypeError(`init gives state${loss}; a read model keeps JSON only`)
  return JSON.parse(JSON.stringify(state))
}

function checkMembers(definition: Record<string, unknown>): void {
  for (const member of Object.keys(definition)) {
    if (reserved.includes(member))
      throw new EpochError('projection-invalid', `${member} is reserved for a later Epoch; take it out`, { member })
    if (!members.includes(member))
      throw new EpochError(
        'projection-invalid',
        `a projection has no member ${member}; its members are ${members.join(', ')}`,
        { member },
      )
  }
}

interface Handlers {
  /** The types that `on` names; absent for `apply`, which takes any. */
  readonly types?: readonly EventType[]
  /** `undefined` for a type that is not handled. */
  handlerOf(type: string): UserFunction | undefined
}

function handlersOf(definition: Record<string, unknown>): Handlers {
  const apply = optionalFunction(definition, 'apply')
  if (definition.on === undefined) {
    if (apply === undefined)
      throw invalid('on', 'an object with one function per event type (or give apply instead)', undefined)
    return { handlerOf: () => apply }
  }
  if (apply !== undefined)
    throw new EpochError('projection-invalid', 'on and apply cannot both be there; keep one of them', {
      member: 'apply',
    })
  const on = new Map<string, UserFunction>()
  for (const [type, handler] of Object.entries(
    record(definition.on, 'on', 'an object with one function per event type'),
  ))
    on.set(type, asFunction(handler, `on.${type}`))
  if (on.size === 0) throw invalid('on', 'an object with at least one event type', definition.on)
  return {
    types: [...on.keys()].map((type) => legalType(type)),
    handlerOf: (type) => on.get(type),
  }
}

function legalType(type: string): EventType {
  try {
    return eventType(type)
  } catch (cause) {
    throw new EpochError('projection-invalid', `on.${type} is no event type`, { member: `on.${type}` }, { cause })
  }
}

function narrowed(filter: EventFilter, handled: readonly EventType[]): EventFilter {
  const types = handled.filter((type) => filter.types?.includes(type) ?? true)
  if (types.length === 0)
    throw new EpochError(
      'projection-invalid',
      'on handles none of the types in from.types; no event would ever be folded',
      {
        member: 'on',
      },
    )
  return { ...filter, types }
}

function keysOf(key: UserFunction | undefined): (event: ProjectedEvent) => readonly string[] {
  if (key === undefined) return (event) => [event.streamId]
  return (event) => {
    const keys = key(event)
    if (keys === undefined || keys === null) return []
    if (typeof keys === 'string') return [keys]
    const list: readonly unknown[] = Array.isArray(keys) ? [...keys] : [keys]
    if (list.every((one) => typeof one === 'string')) return [...new Set(list)]
    throw new TypeError(`key gave ${said(keys)}; a text, a list of texts, or undefined belongs there`)
  }
}

function columnsOf(columns: unknown): readonly ProjectionColumn[] {
  if (columns === undefined) return []
  return Object.entries(record(columns, 'columns', 'an object with one function per column')).map(([name, column]) => {
    const valueIn = asFunction(column, `columns.${name}`)
    return { name, valueOf: (state) => valueIn(state) }
  })
}

function optionalFunction(definition: Record<string, unknown>, member: string): UserFunction | undefined {
  const value = definition[member]
  return value === undefined ? undefined : asFunction(value, member)
}

function asFunction(value: unknown, member: string): UserFunction {
  if (!isFunction(value)) throw invalid(member, 'a function', value)
  return value
}

function isFunction(value: unknown): value is UserFunction {
  return typeof value === 'function'
}
