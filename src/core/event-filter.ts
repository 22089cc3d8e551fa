import type { Event, EventType, StreamName } from './event.ts'
import { predicateOf } from './filter/filter-predicate.ts'
import { allOf, type FilterTree, type NameField } from './filter/filter-tree.ts'
import { parseFilter } from './filter/parse-filter.ts'

/** A text in the filter language that parses. Made by {@link filterText}. */
export type FilterText = string & { readonly brand: 'FilterText' }

/** Which events a reader wants: those that fit every member given. An empty filter wants all. */
export interface EventFilter {
  readonly types?: readonly EventType[]
  readonly streams?: readonly StreamName[]
  readonly category?: string
  readonly where?: FilterText
}

export const EVERYTHING: EventFilter = {}

/** @throws InvalidFilter, with the column and what was expected there */
export function filterText(text: string): FilterText {
  parseFilter(text)
  return text as FilterText
}

/** All that a filter says, as one tree. */
export function treeOf({ types, streams, category, where }: EventFilter): FilterTree {
  return allOf([
    ...(types ? [exactly('type', types)] : []),
    ...(streams ? [exactly('stream', streams)] : []),
    ...(category === undefined ? [] : [exactly('category', [category])]),
    ...(where === undefined ? [] : [parseFilter(where)]),
  ])
}

/** Whether an event fits, compiled once for many events. */
export function matcherOf(filter: EventFilter): (event: Event) => boolean {
  return predicateOf(treeOf(filter))
}

export function isEverything(filter: EventFilter): boolean {
  return treeOf(filter).kind === 'everything'
}

/** A text that is the same for filters that say the same in the same words, whatever the order of their names. */
export function filterKey({ types, streams, category, where }: EventFilter): string {
  return JSON.stringify([types?.toSorted(), streams?.toSorted(), category, where])
}

function exactly(of: NameField, names: readonly string[]): FilterTree {
  return { kind: 'name', of, names: names.map((text) => ({ text, wild: false })) }
}
