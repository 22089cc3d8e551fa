import { expect, test } from 'vitest'
import { EpochError } from '../../../src/core/errors.ts'
import { eventType, position, streamName } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { EVERYTHING } from '../../../src/core/event-filter.ts'
import { timelinePart } from '../../../src/renderer/state/timeline-part.ts'
import { type PinnedTrack, shownTracksOf, trackId } from '../../../src/renderer/state/timeline-tracks-slice.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

const order2: PinnedTrack = { kind: 'view', label: 'order-2', view: { streams: [streamName('order-2')] } }
const placed: PinnedTrack = { kind: 'view', label: 'placed', view: { types: [eventType('OrderPlaced')] } }
const cents: PinnedTrack = { kind: 'path', label: 'cents', type: eventType('OrderPlaced'), path: 'data.cents' }

async function pinned(track: PinnedTrack, orders: number) {
  const { explorer, host } = await openedExplorer(shop(orders))
  explorer.getState().pinTrack(track)
  await idle(explorer.getState().activity)
  return { explorer, host, data: () => explorer.getState().trackData.get(trackId(track))?.data }
}

test('a stream with few events has each of them as a tick', async () => {
  const { data } = await pinned(order2, 5)
  expect(data()).toEqual({ kind: 'events', positions: [3, 4] })
})

test('a view with many events has exact counts, of the shown part alone', async () => {
  const { explorer, data } = await pinned(placed, 400)
  const counts = () => {
    const known = data()
    return known?.kind === 'density' ? known.density.counts.reduce((a, b) => a + b) : undefined
  }
  expect([data()?.kind, counts()]).toEqual(['density', 400])
  const { from } = timelinePart(explorer.getState()).extent
  explorer.getState().showSpan({ from, to: from + 500_000_000 })
  await idle(explorer.getState().activity)
  expect(counts()).toBe(250)
})

test('a number is a line of what the events of its type say, in order', async () => {
  const { data } = await pinned(cents, 3)
  const points = [
    { position: 1, value: 100 },
    { position: 3, value: 200 },
    { position: 5, value: 300 },
  ]
  expect(data()).toEqual({ kind: 'line', line: { points, least: 100, most: 300, events: 3 } })
})

test('of many events a line has some, spread evenly, the first and the last among them', async () => {
  const { data } = await pinned(cents, 1500)
  const known = data()
  const line = known?.kind === 'line' ? known.line : undefined
  expect(line?.events).toBe(1500)
  expect(line?.points).toHaveLength(200)
  expect([line?.points[0]?.position, line?.points.at(-1)?.position]).toEqual([1, 2999])
})

test('what is no number, or is masked, is no point', async () => {
  const host = new MemoryHost()
  const odd = ['7', '"7"', 'null', '{}', '-1.5'].map((value, n) =>
    new EventBuilder().stream(`s-${n}`).type('OrderPlaced').dataText(`{"cents":${value}}`).createdAtUs(n).build(),
  )
  const { explorer } = await openedExplorer(odd, { host })
  explorer.getState().pinTrack(cents)
  await idle(explorer.getState().activity)
  const values = () => {
    const data = explorer.getState().trackData.get(trackId(cents))?.data
    return data?.kind === 'line' ? data.line.points.map(({ value }) => value) : undefined
  }
  expect(values()).toEqual([7, -1.5])
  explorer.getState().maskPath('data.cents')
  await idle(explorer.getState().activity)
  expect(values()).toEqual([])
})

test('while a filter is set it is the first track, and none where it is not', async () => {
  const { explorer } = await pinned(order2, 5)
  explorer.getState().setView({ types: [eventType('PaymentTaken')] })
  await idle(explorer.getState().activity)
  expect(shownTracksOf(explorer.getState()).map(({ label }) => label)).toEqual(['Filter', 'order-2'])
  const [filter] = shownTracksOf(explorer.getState())
  expect(filter && explorer.getState().trackData.get(trackId(filter))?.data).toEqual({
    kind: 'events',
    positions: [2, 4, 6, 8, 10],
  })
  explorer.getState().setView(EVERYTHING)
  await idle(explorer.getState().activity)
  expect(shownTracksOf(explorer.getState())).toEqual([order2])
})

test('events that arrive come to the tracks', async () => {
  const { explorer, host, data } = await pinned(placed, 2)
  await host.append(...shop(3).slice(4))
  await idle(explorer.getState().activity)
  expect(data()).toEqual({ kind: 'events', positions: [1, 3, 5] })
})

test('the same track is pinned once, and n and p go along it', async () => {
  const { explorer } = await pinned(placed, 3)
  explorer.getState().pinTrack({ ...placed, label: 'another name' })
  expect(explorer.getState().pinnedTracks).toEqual([placed])
  explorer.getState().scrubTo(position(2))
  explorer.getState().nextMark()
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(3)
  explorer.getState().previousMark()
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(1)
  explorer.getState().unpinTrack(trackId(placed))
  expect(explorer.getState()).toMatchObject({ pinnedTracks: [], focusedTrack: undefined })
})

test('pinned tracks are there again at the next visit; what is none in a workspace is left out', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(3), { host })
  for (const track of [order2, cents]) explorer.getState().pinTrack(track)
  await idle(explorer.getState().activity)
  const kept = host.workspace?.['pinnedTracks']
  const strange = [
    { kind: 'view', label: 'x', view: { where: '((' } },
    { kind: 'path', label: 'x', type: 'T', path: '..' },
    5,
  ]
  host.workspace = { ...host.workspace, pinnedTracks: [...(Array.isArray(kept) ? kept : []), ...strange] }
  const again = await openedExplorer([], { host })
  expect(again.explorer.getState().pinnedTracks).toEqual([order2, cents])
})

test('a track that the store cannot answer says so, and keeps no other waiting', async () => {
  const { explorer, host } = await openedExplorer(shop(5))
  const request = host.request.bind(host)
  host.request = async (name, input, signal) => {
    if (name === 'log.rowsAt' && JSON.stringify(input).includes('OrderPlaced'))
      throw new EpochError('store-busy', 'the store is busy')
    return await request(name, input, signal)
  }
  for (const track of [placed, order2]) explorer.getState().pinTrack(track)
  await idle(explorer.getState().activity)
  const data = (track: PinnedTrack) => explorer.getState().trackData.get(trackId(track))?.data
  expect(data(placed)).toEqual({ kind: 'failed', message: 'the store is busy' })
  expect(data(order2)).toEqual({ kind: 'events', positions: [3, 4] })
})
