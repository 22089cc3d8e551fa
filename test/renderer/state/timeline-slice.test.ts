import { expect, test } from 'vitest'
import { type NewEvent, position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import type { ExplorerState } from '../../../src/renderer/state/explorer-store.ts'
import { placeOnTimeline, positionOnTimeline, timelinePart } from '../../../src/renderer/state/timeline-part.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

const START_US = Date.UTC(2026, 2, 1, 10) * 1000
const HOUR_US = 3_600_000_000

/** An event at an hour after ten o'clock. */
function atHour(hour: number): NewEvent {
  return new EventBuilder()
    .stream('shop-1')
    .type('Opened')
    .data({})
    .createdAtUs(START_US + hour * HOUR_US)
    .build()
}

const spanOf = (state: ExplorerState) => timelinePart(state).span

test('all of the history is shown until a part is chosen, and again where the part is all there is', async () => {
  const { explorer } = await openedExplorer(shop(5))
  const { axis, extent, span } = timelinePart(explorer.getState())
  expect(axis).toBe('time')
  expect(span).toEqual(extent)
  explorer.getState().showSpan({ from: extent.from + 2_000_000, to: extent.from + 5_000_000 })
  expect(spanOf(explorer.getState())).toEqual({ from: extent.from + 2_000_000, to: extent.from + 5_000_000 })
  explorer.getState().showSpan({ from: 0, to: extent.to + 5 })
  expect(explorer.getState().timelineShown).toBeUndefined()
})

test('the shown part has a density of its own, in which events are told apart by type', async () => {
  const { explorer } = await openedExplorer(shop(5))
  expect(explorer.getState().shownDensity).toBeUndefined()
  const { from } = timelinePart(explorer.getState()).extent
  explorer.getState().showSpan({ from, to: from + 2_000_000 })
  await idle(explorer.getState().activity)
  const { shownDensity } = explorer.getState()
  expect(shownDensity?.types.map(({ name, counts }) => [name, counts.reduce((a, b) => a + b)])).toEqual([
    ['OrderPlaced', 1],
    ['PaymentTaken', 1],
  ])
  explorer.getState().showSpan(undefined)
  await idle(explorer.getState().activity)
  expect(explorer.getState().shownDensity).toBeUndefined()
})

test('of parts that are chosen faster than they come, the last one is asked for', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(5), { host })
  const { from } = timelinePart(explorer.getState()).extent
  const before = host.asked.filter((name) => name === 'log.histogram').length
  for (let n = 1; n <= 20; n++) explorer.getState().showSpan({ from, to: from + n * 100_000 })
  await idle(explorer.getState().activity)
  expect(host.asked.filter((name) => name === 'log.histogram').length - before).toBe(2)
  expect(explorer.getState().shownDensity?.starts.at(-1)).toBe(from + 2_000_000)
})

test('a part that touches the head goes along with it, and any other stays', async () => {
  const { explorer, host } = await openedExplorer(shop(5))
  const { extent } = timelinePart(explorer.getState())
  explorer.getState().showSpan({ from: extent.from + 4_000_000, to: extent.to })
  await host.append(...orderEvents(6))
  await idle(explorer.getState().activity)
  const grown = timelinePart(explorer.getState()).extent
  expect(grown.to).toBe(extent.to + 2_000_000)
  expect(spanOf(explorer.getState())).toEqual({ from: extent.from + 4_000_000, to: grown.to })
  explorer.getState().showSpan({ from: extent.from, to: extent.from + 3_000_000 })
  await host.append(...orderEvents(7))
  await idle(explorer.getState().activity)
  expect(spanOf(explorer.getState())).toEqual({ from: extent.from, to: extent.from + 3_000_000 })
})

test('by position the same events stay in sight, and by time again', async () => {
  const { explorer } = await openedExplorer(shop(50))
  const { from } = timelinePart(explorer.getState()).extent
  explorer.getState().showSpan({ from: from + 20_000_000, to: from + 40_000_000 })
  await idle(explorer.getState().activity)
  explorer.getState().setTimelineAxis('position')
  await idle(explorer.getState().activity)
  const part = timelinePart(explorer.getState())
  expect(part.axis).toBe('position')
  expect(part.extent).toEqual({ from: 0, to: 100 })
  expect(part.span.from).toBeCloseTo(20, -1)
  expect(part.span.to).toBeCloseTo(40, -1)
  explorer.getState().setTimelineAxis('time')
  await idle(explorer.getState().activity)
  expect(Math.abs(spanOf(explorer.getState()).from - (from + 20_000_000))).toBeLessThan(2_000_000)
})

test('a store without times lies in its order, whatever is wanted', async () => {
  const host = new MemoryHost()
  host.counting = true
  const { explorer } = await openedExplorer(shop(5), { host })
  expect(timelinePart(explorer.getState()).axis).toBe('position')
  expect(explorer.getState().density?.axis).toBe('position')
  expect(positionOnTimeline(timelinePart(explorer.getState()), 7)).toBe(7)
})

test('an empty store has nothing to show', async () => {
  const { explorer } = await openedExplorer([])
  const part = timelinePart(explorer.getState())
  expect(explorer.getState().density).toBeUndefined()
  expect([placeOnTimeline(part, position(0)), positionOnTimeline(part, 5)]).toEqual([0, 0])
})

test('a long stretch without events is a gap, known by the event before it; it opens and folds again', async () => {
  const { explorer } = await openedExplorer([0, 1, 2, 200, 201].map(atHour))
  const { idleGaps } = explorer.getState()
  const [gap] = idleGaps.toSorted((one, other) => other.to - other.from - (one.to - one.from))
  expect(gap?.after).toBe(3)
  expect((gap?.to ?? 0) - (gap?.from ?? 0)).toBeGreaterThan(190 * HOUR_US)
  const isFolded = () => timelinePart(explorer.getState()).gaps.some(({ after }) => after === 3)
  expect(isFolded()).toBe(true)
  explorer.getState().toggleGap(position(3))
  expect(isFolded()).toBe(false)
  explorer.getState().toggleGap(position(3))
  expect(isFolded()).toBe(true)
  explorer.getState().setFolding('off')
  expect(timelinePart(explorer.getState()).gaps).toEqual([])
})

test('zooming keeps the playhead where it is while it is in sight', async () => {
  const { explorer } = await openedExplorer(shop(50))
  explorer.getState().setFolding('off')
  explorer.getState().scrubTo(position(30))
  const share = () => {
    const part = timelinePart(explorer.getState())
    return (placeOnTimeline(part, position(30)) - part.span.from) / (part.span.to - part.span.from)
  }
  const before = share()
  explorer.getState().zoomTimeline(4)
  expect(share()).toBeCloseTo(before, 3)
  const { from, to } = spanOf(explorer.getState())
  expect(to - from).toBeCloseTo(
    (timelinePart(explorer.getState()).extent.to - timelinePart(explorer.getState()).extent.from) / 4,
    -1,
  )
  explorer.getState().panTimelineBy(-1000)
  expect(spanOf(explorer.getState()).from).toBe(timelinePart(explorer.getState()).extent.from)
})

test('axis, shown part and folding are there again at the next visit', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(50), { host })
  explorer.getState().setTimelineAxis('position')
  explorer.getState().showSpan({ from: 10, to: 50 })
  explorer.getState().setFolding('off')
  await idle(explorer.getState().activity)
  const again = await openedExplorer([], { host })
  const part = timelinePart(again.explorer.getState())
  expect(part).toMatchObject({ axis: 'position', span: { from: 10, to: 50 } })
  expect(again.explorer.getState().folding).toBe('off')
  expect(again.explorer.getState().shownDensity?.starts[0]).toBe(10)
})

test.each([
  { timelineShown: { axis: 'time', from: 5, to: 5 } },
  { timelineShown: { axis: 'time', from: '5', to: 9 } },
  { timelineShown: { axis: 'depth', from: 5, to: 9 }, timelineAxis: 'depth', folding: 1 },
  { timelineShown: [1, 2], timelineAxis: 7, folding: 'sideways' },
  { timelineShown: { axis: 'position', from: -1e300, to: 1e300 } },
])('of %o, which somebody wrote into the workspace, nothing is kept', async (workspace) => {
  const host = new MemoryHost()
  host.workspace = workspace
  const { explorer } = await openedExplorer(shop(3), { host })
  expect(explorer.getState()).toMatchObject({ timelineShown: undefined, timelineAxis: 'time', folding: 'on' })
})
