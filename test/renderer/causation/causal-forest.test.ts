import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventId, EventType, Position, StreamName, StreamVersion } from '../../../src/core/event.ts'
import { causalForest, pathToRoot, shownNodes } from '../../../src/renderer/causation/causal-forest.ts'
import { causalSummary } from '../../../src/renderer/causation/causal-summary.ts'
import type { LinkedEvent } from '../../../src/renderer/state/causes-around.ts'

function linked(n: number, cause: string | undefined, createdAtUs = n): LinkedEvent {
  return {
    position: n as Position,
    stream: `order-${n % 3}` as StreamName,
    version: n as StreamVersion,
    id: `e${n}` as EventId,
    type: 'A' as EventType,
    createdAtUs,
    ...(cause !== undefined && { causationId: cause }),
  }
}

/** Events whose causes are anything: earlier ones, later ones, themselves, rings, unknown ones or none. */
const histories = fc
  .array(fc.option(fc.nat(40), { nil: undefined }), { maxLength: 40 })
  .map((causes) => causes.map((cause, at) => linked(at + 1, cause === undefined ? undefined : `e${cause}`)))

test('every event is there exactly once, whatever the causes say', () => {
  fc.assert(
    fc.property(histories, (events) => {
      const positions = causalForest(events).map(({ event }) => event.position)
      expect(positions.toSorted((one, other) => one - other)).toEqual(events.map(({ position }) => position))
    }),
  )
})

test('every event that is no root lies below the event that it names, among the events counted there', () => {
  fc.assert(
    fc.property(histories, (events) => {
      const nodes = causalForest(events)
      for (const [at, node] of nodes.entries()) {
        const cause = nodes[node.cause]
        if (cause === undefined) {
          expect([node.depth, node.root === undefined]).toEqual([1, false])
          continue
        }
        expect(cause.event.id).toBe(node.event.causationId)
        expect(node.depth).toBe(cause.depth + 1)
        expect(at > node.cause && at <= node.cause + cause.below).toBe(true)
      }
    }),
  )
})

test('only an event in a ring of causes is a root because of one, and a ring has one such root', () => {
  fc.assert(
    fc.property(histories, (events) => {
      const byId = new Map<string, LinkedEvent>(events.map((event) => [event.id, event]))
      /** The events that one comes by from an event on, itself only where it is met again. */
      const causesOf = (event: LinkedEvent): ReadonlySet<LinkedEvent> => {
        const met = new Set<LinkedEvent>()
        for (let at = byId.get(event.causationId ?? ''); at && !met.has(at); at = byId.get(at.causationId ?? ''))
          met.add(at)
        return met
      }
      const rings = events.filter((event) => causesOf(event).has(event))
      const firsts = rings.filter((event) => ![...causesOf(event)].some(({ position }) => position < event.position))
      const roots = causalForest(events).filter(({ root }) => root === 'cycle')
      expect(roots.map(({ event }) => event.id).toSorted()).toEqual(firsts.map(({ id }) => id).toSorted())
    }),
  )
})

test('folding an event hides all that came of it and nothing else', () => {
  fc.assert(
    fc.property(histories, fc.array(fc.nat(40)), (events, folded) => {
      const nodes = causalForest(events)
      const ids = new Set(folded.map((n) => `e${n}`))
      const hidden = (at: number): boolean => {
        const path = [...pathToRoot(nodes, at)].slice(1)
        return path.some((above) => ids.has(nodes[above]?.event.id ?? ''))
      }
      expect(shownNodes(nodes, ids)).toEqual(nodes.map((_, at) => at).filter((at) => !hidden(at)))
    }),
  )
})

test('a chain of ten thousand is laid out without running out of stack', () => {
  const events = Array.from({ length: 10_000 }, (_, at) => linked(at + 1, at === 0 ? undefined : `e${at}`))
  const nodes = causalForest(events)
  expect(nodes.at(-1)).toMatchObject({ depth: 10_000, below: 0 })
  expect(nodes[0]?.below).toBe(9_999)
})

test('a root says why it is one', () => {
  const nodes = causalForest([linked(1, undefined), linked(2, 'gone'), linked(3, 'e4'), linked(4, 'e3')])
  expect(nodes.map(({ event, root }) => [event.id, root])).toEqual([
    ['e1', 'first'],
    ['e2', 'outside'],
    ['e3', 'cycle'],
    ['e4', undefined],
  ])
})

test('the summary names the longest step and counts forks, streams and depth', () => {
  const events = [linked(1, undefined, 0), linked(2, 'e1', 10), linked(3, 'e1', 500), linked(4, 'e2', 100)]
  expect(causalSummary(causalForest(events))).toMatchObject({
    events: 4,
    streams: 3,
    fromUs: 0,
    toUs: 500,
    forks: 1,
    depth: 3,
    longest: { us: 500, node: { event: { id: 'e3' } } },
  })
})
