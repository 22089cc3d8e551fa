import { EpochError } from '../../core/errors.ts'
import type { KurrentdbEngine } from '../../core/kurrentdb-globals.ts'
import { optionSetters } from './kurrentdb-options.ts'

/** A function of the projection's own. It is never called as a member of anything, so that it has no `this`. */
export type ProjectionFunction = (...values: unknown[]) => unknown

interface StateTransform {
  readonly kind: 'transform' | 'filter'
  readonly of: ProjectionFunction
}

/** What a projection's source says of it, as it stands when the source has run. */
export interface KurrentdbDefinition {
  /** Whether it called one of the functions that name a source. */
  namesSource: boolean
  allStreams: boolean
  readonly categories: string[]
  readonly streams: string[]
  partitioning: 'none' | 'stream' | 'custom'
  partitionBy: ProjectionFunction | undefined
  init: ProjectionFunction | undefined
  initShared: ProjectionFunction | undefined
  any: ProjectionFunction | undefined
  deleted: ProjectionFunction | undefined
  readonly created: ProjectionFunction[]
  readonly handlers: Map<string, ProjectionFunction>
  /** Whether it takes events of any type: `$any` does so only behind all handlers of one type. */
  allEvents: boolean
  readonly transforms: StateTransform[]
  biState: boolean
  includeLinks: boolean
  reorderEvents: boolean
  processingLagMs: number
}

export function emptyDefinition(): KurrentdbDefinition {
  return {
    namesSource: false,
    allStreams: false,
    categories: [],
    streams: [],
    partitioning: 'none',
    partitionBy: undefined,
    init: undefined,
    initShared: undefined,
    any: undefined,
    deleted: undefined,
    created: [],
    handlers: new Map(),
    allEvents: true,
    transforms: [],
    biState: false,
    includeLinks: false,
    reorderEvents: false,
    processingLagMs: 0,
  }
}

/** Which calls may follow a call; all of them are calls of the one object that every one of them returns. */
const following = {
  fromAll: ['when', 'partitionBy', 'outputState', 'foreachStream'],
  fromStream: ['when', 'partitionBy', 'outputState'],
  fromStreams: ['when', 'partitionBy', 'outputState'],
  fromCategory: ['when', 'partitionBy', 'outputState', 'foreachStream'],
  when: ['transformBy', 'filterBy', 'outputState', 'outputTo', '$defines_state_transform'],
  foreachStream: ['when'],
  outputState: ['transformBy', 'filterBy', 'outputTo'],
  partitionBy: ['when'],
  transformBy: ['transformBy', 'filterBy', 'outputState', 'outputTo'],
  filterBy: ['transformBy', 'filterBy', 'outputState', 'outputTo'],
  outputTo: [],
} as const satisfies Readonly<Record<string, readonly string[]>>

type Call = keyof typeof following
type ChainMember = (typeof following)[Call][number]

/**
 * The functions that a source calls to say what its projection is, before the first event.
 *
 * @throws EpochError `projection-invalid` from each of them
 */
export function definitionFunctions(definition: KurrentdbDefinition) {
  const chain: Partial<Record<ChainMember, ProjectionFunction>> = {}

  const after = (call: Call): typeof chain => {
    for (const name of Object.keys(members) as ChainMember[]) {
      if ((following[call] as readonly string[]).includes(name)) chain[name] = members[name]
      else delete chain[name]
    }
    return chain
  }
  const from = (call: Call): typeof chain => {
    definition.namesSource = true
    return after(call)
  }
  const addTransform = (call: 'transformBy' | 'filterBy', of: unknown): typeof chain => {
    const kind = call === 'transformBy' ? 'transform' : 'filter'
    definition.transforms.push({ kind, of: functionOf(of, `${call} expects a function`) })
    return after(call)
  }
  const members: Record<ChainMember, ProjectionFunction> = {
    when: (handlers) => {
      for (const [name, handler] of membersOf(handlers)) if (isFunction(handler)) addHandler(definition, name, handler)
      return after('when')
    },
    partitionBy: (by) => {
      definition.partitionBy = functionOf(by, 'partitionBy expects a function')
      definition.partitioning = 'custom'
      return after('partitionBy')
    },
    foreachStream: () => {
      if (definition.partitioning === 'none') definition.partitioning = 'stream'
      return after('foreachStream')
    },
    outputState: () => after('outputState'),
    outputTo: (...names) => {
      if (names.length !== 1 && names.length !== 2) throw wrong('outputTo expects one or two stream names')
      if (!names.every((name) => typeof name === 'string')) throw wrong('outputTo expects stream names as strings')
      return after('outputTo')
    },
    transformBy: (by) => addTransform('transformBy', by),
    filterBy: (by) => addTransform('filterBy', by),
    $defines_state_transform: () => undefined,
  }

  const fromCategory: ProjectionFunction = (...values) => {
    if (values.length === 0) return chain
    const [first] = values
    const several = values.length > 1 ? values : Array.isArray(first) ? first : undefined
    if (several === undefined) definition.categories.push(text(first, 'fromCategory expects a string argument'))
    else for (const one of several) definition.streams.push(`$ce-${text(one, 'fromCategory expects string arguments')}`)
    return from('fromCategory')
  }
  return {
    options: (values: unknown) => {
      for (const [name, value] of membersOf(values)) {
        const set = optionSetters.get(name.toLowerCase())
        if (set === undefined) throw wrong(`Unrecognized option: ${name}`)
        set(definition, value)
      }
    },
    fromAll: () => {
      definition.allStreams = true
      return from('fromAll')
    },
    fromStream: (stream: unknown) => {
      definition.streams.push(text(stream, 'fromStream expects a string argument'))
      return from('fromStream')
    },
    fromStreams: (...values: unknown[]) => {
      const [first] = values
      const several = values.length === 1 && Array.isArray(first) ? first : values
      for (const stream of several) definition.streams.push(text(stream, 'fromStreams expects string arguments'))
      return from('fromStreams')
    },
    fromCategory,
    fromCategories: fromCategory,
    on_event: (...values: unknown[]) => {
      if (values.length !== 2) throw wrong('on_event expects an event type and a function')
      addHandler(
        definition,
        text(values[0], 'on_event expects an event type as a string'),
        functionOf(values[1], 'on_event expects a function'),
      )
    },
    on_any: (...values: unknown[]) => {
      if (values.length !== 1) throw wrong('on_any expects a function')
      addHandler(definition, '$any', functionOf(values[0], 'on_any expects a function'))
    },
  }
}

function addHandler(definition: KurrentdbDefinition, name: string, handler: ProjectionFunction): void {
  switch (name) {
    case '$init':
      definition.init = handler
      return
    case '$initShared':
      definition.biState = true
      definition.initShared = handler
      return
    case '$any':
      definition.any = handler
      definition.allEvents = true
      return
    case '$created':
      definition.created.push(handler)
      return
    case '$deleted':
      if (definition.biState) throw wrong('a projection with shared state cannot handle deletes: take out $deleted')
      definition.deleted = handler
      return
    default:
      if (definition.handlers.has(name)) throw wrong(`there are two handlers for ${name}`)
      definition.allEvents = false
      definition.handlers.set(name, handler)
  }
}

/** What can be known to be wrong only when the whole source has run. @throws EpochError `projection-invalid` */
export function checkDefinition(definition: KurrentdbDefinition, engine: KurrentdbEngine): void {
  if (definition.deleted !== undefined && definition.partitioning !== 'stream')
    throw wrong('$deleted is there only for projections by foreachStream()')
  if (engine !== 1 || !definition.reorderEvents) return
  if (definition.allStreams) throw wrong('events cannot be reordered with fromAll()')
  if (definition.streams.length < 2) throw wrong('events can be reordered only with fromStreams() of several streams')
  if (definition.processingLagMs < 50) throw wrong('reorderEvents needs a processingLag of at least 50 ms')
}

function wrong(message: string): EpochError {
  return new EpochError('projection-invalid', message)
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return []
  return Object.entries(value)
}

function text(value: unknown, message: string): string {
  if (typeof value !== 'string') throw wrong(message)
  return value
}

function functionOf(value: unknown, message: string): ProjectionFunction {
  if (!isFunction(value)) throw wrong(message)
  return value
}

function isFunction(value: unknown): value is ProjectionFunction {
  return typeof value === 'function'
}
