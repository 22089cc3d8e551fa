import { BadName } from '../../core/errors.ts'
import { type EventType, eventType, type StreamName, streamName } from '../../core/event.ts'
import { type EventFilter, filterText } from '../../core/event-filter.ts'
import type { KurrentdbDefinition } from './kurrentdb-definition.ts'

export const STREAM_DELETED = '$streamDeleted'
export const STREAM_METADATA = '$metadata'

/** Categories stand among streams as the streams that KurrentDB indexes them in. */
const CATEGORY_STREAM = '$ce-'

/** Where a projection's events come from: everywhere, from these streams, or from streams of these categories. */
type KurrentdbSource =
  | { readonly kind: 'all' }
  | { readonly kind: 'streams'; readonly names: ReadonlySet<string> }
  | { readonly kind: 'categories'; readonly names: readonly string[] }

function sourceOf({ allStreams, categories, streams }: KurrentdbDefinition): KurrentdbSource {
  if (allStreams) return { kind: 'all' }
  if (categories.length > 0) return { kind: 'categories', names: categories }
  if (streams.length === 0) return { kind: 'all' }
  if (streams.every((stream) => stream.startsWith(CATEGORY_STREAM)))
    return { kind: 'categories', names: streams.map((stream) => stream.slice(CATEGORY_STREAM.length)) }
  return { kind: 'streams', names: new Set(streams) }
}

/** Whether a stream is one that the projection reads. A stream is of a category where its name goes on behind the category and a dash. */
export function streamMatcher(definition: KurrentdbDefinition): (stream: string) => boolean {
  const source = sourceOf(definition)
  switch (source.kind) {
    case 'all':
      return () => true
    case 'streams':
      return (stream) => source.names.has(stream)
    case 'categories': {
      const prefixes = source.names.map((name) => `${name}-`)
      const [only = '', another] = prefixes
      if (another === undefined) return (stream) => stream.startsWith(only)
      return (stream) => prefixes.some((prefix) => stream.startsWith(prefix))
    }
  }
}

/** Whether events of a type are handled at all. */
export function typeMatcher({ allEvents, handlers }: KurrentdbDefinition): (type: string) => boolean {
  return allEvents ? () => true : (type) => handlers.has(type)
}

/** A filter that every event fits which can change a state, or fail: where partitions are the projection's own, any type can fail. */
export function filterOfDefinition(definition: KurrentdbDefinition): EventFilter {
  const { allEvents, handlers, partitioning, deleted } = definition
  const types = [...handlers.keys(), ...(deleted === undefined ? [] : [STREAM_DELETED, STREAM_METADATA])]
  return {
    ...streamsFilter(sourceOf(definition)),
    ...(allEvents || partitioning === 'custom' ? {} : { types: legal<EventType>(types, eventType) }),
  }
}

function streamsFilter(source: KurrentdbSource): EventFilter {
  switch (source.kind) {
    case 'all':
      return {}
    case 'streams':
      return { streams: legal<StreamName>([...source.names], streamName) }
    case 'categories': {
      const [only = '', another] = source.names
      if (another === undefined && isPlain(only)) return { category: only }
      const names = source.names.map((name) => `${JSON.stringify(`${name}-`)}*`)
      return { where: filterText(`stream:${names.join(',')}`) }
    }
  }
}

/** Whether the category is what is before the first dash of its streams' names. */
function isPlain(category: string): boolean {
  return category !== '' && !category.includes('-')
}

/** Names that no store can have are of no event. */
function legal<Name extends string>(names: readonly string[], name: (text: string) => Name): readonly Name[] {
  return names.flatMap((text) => {
    try {
      return [name(text)]
    } catch (error) {
      if (error instanceof BadName) return []
      throw error
    }
  })
}
