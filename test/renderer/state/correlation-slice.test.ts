import { expect, test } from 'vitest'
import type { EventId, NewEvent, Position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { READ_AT_ONCE } from '../../../src/renderer/state/correlation-slice.ts'
import { tellOfChain } from '../correlated-chain.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

const correlationId = '00000000-0000-4000-8000-000000000001'

function inOne(count: number): readonly NewEvent[] {
  const event = new EventBuilder().stream('a-1').type('A').correlationId('all')
  return Array.from({ length: count }, () => event.build())
}

async function opened(events: readonly NewEvent[]) {
  const { explorer, host } = await openedExplorer(events)
  const state = () => explorer.getState()
  return { state, host, settled: () => idle(state().activity) }
}

const positions = (events: readonly { readonly position: number }[] | undefined) =>
  events?.map(({ position }) => position)

test('a correlation is read whole, page by page, and shown in the middle', async () => {
  const { state, host, settled } = await opened(inOne(2_500))
  state().openCorrelation('all')
  expect(state()).toMatchObject({ middle: 'correlation', correlation: { phase: 'reading' } })
  await settled()
  expect(state().correlation?.phase).toBe('whole')
  expect(state().correlation?.events).toHaveLength(2_500)
  expect(host.asked.filter((name) => name === 'event.correlated')).toHaveLength(3)
})

test('reading can be stopped, what was read stays, and it can be taken up again', async () => {
  const { state, host, settled } = await opened(inOne(3_000))
  const request = host.request.bind(host)
  host.request = async (name, input, signal) => {
    if (name === 'event.correlated' && (state().correlation?.events.length ?? 0) === 1_000) state().stopCorrelation()
    return await request(name, input, signal)
  }
  state().openCorrelation('all')
  await settled()
  expect(state().correlation).toMatchObject({ phase: 'partly' })
  expect(state().correlation?.events).toHaveLength(1_000)
  host.request = request
  state().readOnCorrelation()
  await settled()
  expect(state().correlation?.phase).toBe('whole')
  expect(positions(state().correlation?.events)).toEqual(Array.from({ length: 3_000 }, (_, at) => at + 1))
})

test('a correlation without end asks before it goes on', async () => {
  const { state, host, settled } = await opened(inOne(1))
  tellOfChain(host, READ_AT_ONCE + 1)
  state().openCorrelation('all')
  await settled()
  expect(state().correlation?.phase).toBe('partly')
  expect(state().correlation?.events).toHaveLength(READ_AT_ONCE)
  state().readOnCorrelation()
  await settled()
  expect(state().correlation?.phase).toBe('whole')
  expect(state().correlation?.events).toHaveLength(READ_AT_ONCE + 1)
})

test('an event that comes to the store joins its correlation', async () => {
  const { state, host, settled } = await opened(shop(3))
  state().openCorrelation(correlationId)
  await settled()
  expect(positions(state().correlation?.events)).toEqual([1, 2])
  const [placed] = orderEvents(1)
  await host.append(new EventBuilder().stream('parcel-1').type('ItemShipped').causedBy(placed).build())
  await settled()
  expect(positions(state().correlation?.events)).toEqual([1, 2, 7])
})

test('the newest of several wins, whatever the others were still reading', async () => {
  const { state, settled } = await opened([...inOne(2_000), ...shop(1)])
  state().openCorrelation('all')
  state().openCorrelation(correlationId)
  await settled()
  expect(positions(state().correlation?.events)).toEqual([2_001, 2_002])
})

test('an event without a correlation is shown with what it came from and all that came of it', async () => {
  const event = (n: number, cause?: number) => {
    const made = new EventBuilder().stream(`s-${n}`).type('A').id(`e${n}`)
    return (cause === undefined ? made : made.causationId(`e${cause}`)).build()
  }
  const { state, settled } = await opened([event(1), event(2, 1), event(3, 1), event(4, 2), event(5, 4), event(6)])
  state().openCorrelationOf(2 as Position)
  await settled()
  expect(state().correlation).toMatchObject({ of: { kind: 'causes', position: 2 }, phase: 'whole' })
  expect(state().correlation?.events.map(({ id, causationId }) => [id, causationId])).toEqual([
    ['e1', undefined],
    ['e2', 'e1'],
    ['e4', 'e2'],
    ['e5', 'e4'],
  ])
})

test('events that caused each other in a ring are each read once', async () => {
  const ring = [1, 2, 3].map((n) =>
    new EventBuilder()
      .stream('s-1')
      .type('A')
      .id(`e${n}`)
      .causationId(`e${(n % 3) + 1}`)
      .build(),
  )
  const { state, settled } = await opened(ring)
  state().openCorrelationOf(2 as Position)
  await settled()
  expect(positions(state().correlation?.events)).toEqual([1, 2, 3])
})

test.each([1, 2])('event %i is shown with the correlation that it names or that began with it', async (position) => {
  const { state, settled } = await opened(shop(2))
  state().openCorrelationOf(position as Position)
  await settled()
  expect(state().correlation).toMatchObject({ of: { kind: 'correlation', id: correlationId }, phase: 'whole' })
  expect(positions(state().correlation?.events)).toEqual([1, 2])
})

test('another store forgets the correlation and what was folded', async () => {
  const { state, settled } = await opened(shop(2))
  state().openCorrelation(correlationId)
  await settled()
  state().foldCause(correlationId as EventId, 'closed')
  await state().start()
  await settled()
  expect(state().correlation).toBeUndefined()
  expect(state().foldedCauses.size).toBe(0)
})

test('an event that a correlation began with is there once, also where nothing else has come of it yet', async () => {
  const { state, host, settled } = await opened(shop(1).slice(0, 1))
  state().openCorrelation(correlationId)
  await settled()
  await host.append(...inOne(1))
  await settled()
  expect(positions(state().correlation?.events)).toEqual([1])
})

test('more effects than a host tells of at once are not taken for all', async () => {
  const cause = new EventBuilder().stream('s-1').type('A').id('e1').build()
  const effect = new EventBuilder().stream('s-2').type('B').causationId('e1')
  const { state, settled } = await opened([cause, ...Array.from({ length: 1_001 }, () => effect.build())])
  state().openCorrelationOf(1 as Position)
  await settled()
  expect(state().correlation).toMatchObject({ of: { kind: 'causes' }, phase: 'partly' })
  expect(state().correlation?.events).toHaveLength(1_001)
})

test('looking for effects can be stopped, and what was found stays', async () => {
  const chain = Array.from({ length: 1_000 }, (_, at) => {
    const event = new EventBuilder().stream('s-1').type('A').id(`e${at}`)
    return (at === 0 ? event : event.causationId(`e${at - 1}`)).build()
  })
  const { state, host, settled } = await opened(chain)
  const request = host.request.bind(host)
  host.request = async (name, input, signal) => {
    if ((state().correlation?.events.length ?? 0) > 0) state().stopCorrelation()
    return await request(name, input, signal)
  }
  state().openCorrelationOf(1 as Position)
  await settled()
  expect(state().correlation?.phase).toBe('partly')
  const found = positions(state().correlation?.events) ?? []
  expect(found.length).toBeGreaterThan(100)
  expect(found.length).toBeLessThan(1_000)
})

test('a correlation that is opened while another is looked up stays', async () => {
  const { state, settled } = await opened([...inOne(1), ...shop(1)])
  state().openCorrelationOf(2 as Position)
  state().openCorrelation('all')
  await settled()
  expect(positions(state().correlation?.events)).toEqual([1])
})
