import type { LoadedProjection } from '../../../src/cli/projections/loaded-projection.ts'
import type { ThreadOutput } from '../../../src/cli/projections/projection-task.ts'
import type { ThreadContext } from '../../../src/cli/projections/thread-context.ts'
import type { Event } from '../../../src/core/event.ts'
import { matcherOf } from '../../../src/core/event-filter.ts'
import { epochProjection } from '../../../src/projection/dialects/epoch.ts'

const PAGE_EVENTS = 7

/** A thread's context over events, read in small pages, and all that it is told. */
export function toldOver(
  events: readonly Event[],
  options: Pick<ThreadContext, 'onFailure'> = {},
): { readonly context: ThreadContext; readonly told: ThreadOutput[] } {
  const told: ThreadOutput[] = []
  const context: ThreadContext = {
    ...options,
    async *read(filter, { after, upTo }) {
      const isWanted = matcherOf(filter)
      const wanted = events.filter((event) => event.position > after && event.position <= upTo && isWanted(event))
      for (let from = 0; from < wanted.length; from += PAGE_EVENTS) yield wanted.slice(from, from + PAGE_EVENTS)
    },
    breathe: () => {},
    uses: () => [],
    tell: async (output) => void told.push(output),
  }
  return { context, told }
}

/** All that was told of one kind, in order. */
export function allOf<Kind extends ThreadOutput['kind']>(
  told: readonly ThreadOutput[],
  kind: Kind,
): readonly Extract<ThreadOutput, { readonly kind: Kind }>[] {
  return told.filter((output): output is Extract<ThreadOutput, { readonly kind: Kind }> => output.kind === kind)
}

/** A projection that stands in a test. */
export function loadedProjection(definition: unknown): LoadedProjection {
  return { path: 'test.ts', projection: epochProjection(definition), lineOf: () => undefined }
}
