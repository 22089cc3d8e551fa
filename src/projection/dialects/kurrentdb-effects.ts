import type { EmittedEvent, ProjectionEffects } from '../../core/projection.ts'
import { invariantNumber } from './invariant-number.ts'
import type { FaultWatch } from './kurrentdb-fault.ts'
import { storedValue } from './kurrentdb-state.ts'

/** What a projection says while an event's partition is found: it is heard where the event is then folded. */
export class HeldEffects implements ProjectionEffects {
  #said: ((effects: ProjectionEffects) => void)[] = []

  emit(event: EmittedEvent): void {
    this.#said.push((effects) => effects.emit(event))
  }

  log(message: string): void {
    this.#said.push((effects) => effects.log(message))
  }

  sayTo(effects: ProjectionEffects): void {
    for (const say of this.#said) say(effects)
  }

  /** What is held, and no longer here; nothing where that is nothing. */
  take(): HeldEffects | undefined {
    if (this.#said.length === 0) return undefined
    const taken = new HeldEffects()
    taken.#said = this.#said
    this.#said = []
    return taken
  }
}

/**
 * The functions by which a projection says something besides its state. Whatever they are given wrongly, they refuse so that the
 * projection cannot go on.
 */
export function effectFunctions(faults: FaultWatch, sink: () => ProjectionEffects) {
  const refuse: (message: string) => never = (message) => faults.refuse('handler-error', message)
  const name = (value: unknown, parameter: string): string => {
    if (typeof value !== 'string' || value.trim() === '') return refuse(`${parameter} must be a text that is not empty`)
    return value
  }
  const object = (value: unknown, parameter: string): object => {
    if (!isObject(value)) return refuse(`${parameter} must be an object`)
    return value
  }
  const json = (value: unknown): string => {
    try {
      return JSON.stringify(storedValue(value))
    } catch (cause) {
      return faults.refuse('state-serialization-error', cause instanceof Error ? cause.message : 'it is no JSON', cause)
    }
  }
  const metadataText = (metadata: object): string =>
    JSON.stringify(Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, memberText(value, json)])))

  return {
    emit: (...values: unknown[]): void => {
      if (values.length < 3) refuse('emit needs a stream, an event type and data')
      const stream = name(values[0], 'streamId')
      const type = name(values[1], 'eventName')
      const body = object(values[2], 'eventBody')
      const said = values.length === 4 ? object(values[3], 'metadata') : undefined
      const metadata = said && Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
      const written = metadata === undefined ? '' : metadataText(metadata)
      sink().emit({ stream, type, data: json(body), metadata: written, isLink: false })
    },
    linkTo: (...values: unknown[]): void => {
      if (values.length !== 2 && values.length !== 3) refuse('linkTo needs a stream and an event')
      const stream = name(values[0], 'streamId')
      const event = object(values[1], 'event') as { readonly sequenceNumber?: unknown; readonly streamId?: unknown }
      const { sequenceNumber, streamId } = event
      if (typeof sequenceNumber !== 'number' || typeof streamId !== 'string')
        refuse('linkTo needs an event with sequenceNumber and streamId')
      const metadata = values.length === 3 ? metadataText(object(values[2], 'metaData')) : ''
      const data = `${Math.trunc(sequenceNumber)}@${streamId}`
      sink().emit({ stream, type: '$>', data, metadata, isLink: true })
    },
    linkStreamTo: (...values: unknown[]): void => {
      const stream = name(values[0], 'streamId')
      const data = name(values[1], 'linkedStreamId')
      if (values.length === 3) refuse('linkStreamTo takes no metadata: KurrentDB fails with three arguments')
      sink().emit({ stream, type: '$@', data, metadata: '', isLink: true })
    },
    /** Is there, and has never done anything. */
    copyTo: (): void => {},
    log: (...values: unknown[]): void => {
      const [only] = values
      if (values.length === 1) {
        sink().log(isObject(only) ? json(only) : String(only))
        return
      }
      if (values.length > 0) logSeveral(values, json, sink())
    },
  }
}

/** As KurrentDB does it: what is no object is a message of its own, and all objects together are one more, behind them. */
function logSeveral(values: readonly unknown[], json: (value: unknown) => string, effects: ProjectionEffects): void {
  let objects = ''
  for (const [at, value] of values.entries()) {
    if (at > 1) objects += ' ,'
    if (isObject(value)) objects += json(value)
    else effects.log(String(value))
  }
  effects.log(objects)
}

/** Metadata of emitted events are texts. */
function memberText(value: unknown, json: (value: unknown) => string): string | null {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return invariantNumber(value)
    case 'boolean':
      return String(value)
    default:
      return value === null || value === undefined ? null : json(value)
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
