import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Position, position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { firstAfter, lastBefore, tickPositions } from '../../../src/renderer/state/marks-slice.ts'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

const at = (...positions: readonly number[]): readonly Position[] => positions.map(position)

test('n and p go along the ticks of the focused track, and stay where there are no more', async () => {
  const { explorer } = await openedExplorer(shop(5))
  const { showTrack, scrubTo, nextMark, previousMark } = explorer.getState()
  showTrack({ id: 'other', label: 'Other', tone: 'hit', positions: at(1) })
  showTrack({ id: 'this', label: 'This', tone: 'watch', positions: at(2, 6, 9) })
  scrubTo(position(4))
  nextMark()
  expect(explorer.getState().playhead).toBe(6)
  nextMark()
  nextMark()
  expect(explorer.getState().playhead).toBe(9)
  previousMark()
  previousMark()
  previousMark()
  expect(explorer.getState().playhead).toBe(2)
})

test('the track that came last has the focus until another is chosen; one that goes leaves it to the last of the others', async () => {
  const { explorer } = await openedExplorer(shop(2))
  const { showTrack, hideTrack, focusTrack } = explorer.getState()
  for (const id of ['a', 'b', 'c']) showTrack({ id, label: id, tone: 'hit', positions: [] })
  expect(explorer.getState().focusedTrack).toBe('c')
  focusTrack('a')
  showTrack({ id: 'b', label: 'b again', tone: 'hit', positions: at(3) })
  expect(explorer.getState()).toMatchObject({
    focusedTrack: 'a',
    tracks: [{ id: 'a' }, { label: 'b again' }, { id: 'c' }],
  })
  hideTrack('a')
  expect(explorer.getState().focusedTrack).toBe('c')
})

test('the events that the active projection throws on are a track, which goes with its tab', async () => {
  const broken = new EventBuilder().stream('order-1').type('Broken').data({}).build()
  const { explorer } = await openedExplorer([...shop(2), broken], { startProjection: folding() })
  await idle(explorer.getState().activity)
  expect(explorer.getState().tracks).toEqual([
    { id: 'failures', label: 'Failures of Orders', tone: 'failure', positions: [5] },
  ])
  explorer.getState().endProjections()
  expect(explorer.getState().tracks).toEqual([])
})

test('the neighbours of a position are the nearest ticks on either side', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60)), fc.nat(60), (numbers, from) => {
      const ticks = tickPositions(numbers.map(position))
      expect(firstAfter(ticks, position(from))).toBe(ticks.find((tick) => tick > from))
      expect(lastBefore(ticks, position(from))).toBe(ticks.findLast((tick) => tick < from))
    }),
  )
})

test('where only the first failures are known, their ticks say so', async () => {
  const { explorer } = await openedExplorer(shop(1), { startProjection: folding() })
  const { projections } = explorer.getState()
  const first = [{ position: position(1), key: 'order-1', message: 'no' }]
  explorer.setState({
    projections: projections.map((tab) =>
      'failures' in tab.status ? { ...tab, status: { ...tab.status, failures: { count: 5, first } } } : tab,
    ),
  })
  expect(explorer.getState().tracks).toMatchObject([{ label: 'The first failures of Orders', positions: [1] }])
})

test('as many failures elsewhere are other ticks', async () => {
  const { explorer } = await openedExplorer(shop(1), { startProjection: folding() })
  const failAt = (at: Position): void =>
    explorer.setState(({ projections }) => ({
      projections: projections.map((tab) => {
        const failures = { count: 1, first: [{ position: at, key: 'order-1', message: 'no' }] }
        return 'failures' in tab.status ? { ...tab, status: { ...tab.status, failures } } : tab
      }),
    }))
  failAt(position(1))
  failAt(position(2))
  expect(explorer.getState().tracks).toMatchObject([{ positions: [2] }])
})
