import { expect, test } from 'vitest'
import { position, streamName } from '../../../src/core/event.ts'
import { EVERYTHING, filterText } from '../../../src/core/event-filter.ts'
import { readWorkspace } from '../../../src/renderer/state/workspace.ts'
import { folding } from '../folding-projection.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('playhead, view, selection, sizes, theme and projections survive a reload', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(5), { host })
  const state = explorer.getState()
  state.scrubTo(position(5))
  state.setView({ streams: [streamName('order-3')], where: filterText('version<9') })
  state.selectEvent(position(6))
  state.resizePanels('window', { streams: 20, history: 50, event: 30 })
  state.setTheme('dark')
  state.addProjection('export default 1')
  for (const path of ['data.email', 'data.name']) state.maskPath(path)
  await idle(state.activity)

  const { explorer: reloaded } = await openedExplorer([], { host })
  expect(reloaded.getState()).toMatchObject({
    playhead: 5,
    following: false,
    view: { streams: ['order-3'], where: 'version<9' },
    selected: 6,
    panels: { window: { streams: 20, history: 50, event: 30 } },
    theme: 'dark',
    masks: ['data.email', 'data.name'],
  })
  const { projections, activeProjection } = reloaded.getState()
  expect(projections.map(({ source }) => source).at(-1)).toBe('export default 1')
  expect(activeProjection).toBe(projections.at(-1)?.id)
})

test('how read models are looked at, which paths are watched and which moment is marked survive a reload', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(3), { host, startProjection: folding() })
  const state = explorer.getState()
  const [first] = state.projections
  const id = first?.id ?? 0
  state.openCell(id, 'order-2')
  state.watchPath(id, 'order-2', ['status'])
  state.scrubTo(position(3))
  state.markMoment()
  await idle(state.activity)

  const { explorer: reloaded } = await openedExplorer([], { host, startProjection: folding() })
  const { projections, readings, watches, markedMoment, side, tracks } = reloaded.getState()
  const tab = projections.find(({ file }) => file === first?.file)
  expect(readings[tab?.id ?? 0]).toMatchObject({ form: 'tree', key: 'order-2' })
  expect(tab?.view?.rows.map(({ key }) => key)).toEqual(['order-2'])
  expect(watches).toMatchObject([{ tab: tab?.id, key: 'order-2', path: ['status'] }])
  expect(tracks.map(({ positions }) => positions)).toEqual([[3, 4]])
  expect({ markedMoment, side }).toEqual({ markedMoment: 3, side: 'event' })
})

test('a following playhead is at the head again, however far that is by then', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(5), { host })
  explorer.getState().setTheme('dark')
  await idle(explorer.getState().activity)
  const { explorer: reloaded } = await openedExplorer(shop(7).slice(10), { host })
  expect(reloaded.getState()).toMatchObject({ playhead: 14, following: true })
})

test('what is not written yet is written when the page goes', async () => {
  const { explorer, host } = await openedExplorer(shop(5))
  explorer.getState().scrubTo(position(2))
  explorer.getState().flushWorkspace()
  await Promise.resolve()
  expect(host.workspace).toMatchObject({ playhead: 2, following: false })
})

test.each([
  {},
  { playhead: -1, view: 'all', panels: { window: { streams: 'wide' } }, theme: 'pink', projections: {} },
  { view: { where: 'data.n>' } },
  { view: { streams: ['\u0000'] }, selected: 1.5, speed: 3, activeProjection: '0' },
  { readings: [{ file: 'a.ts', form: 'pie' }, { form: 'tree' }, 'tree'], markedMoment: -1 },
  {
    watches: [
      { file: 'a.ts', key: 'k', path: [{}] },
      { file: 'a.ts', key: 1, path: [] },
      { file: 'a.ts', key: 'k' },
    ],
  },
  { whatIfs: [{ name: 'x', skip: [1.5], edit: [], insert: [] }, 7], activeWhatIf: 'x' },
])('what a kept workspace says wrongly is as if it were not there: %j', (kept) => {
  expect(readWorkspace(kept)).toEqual({
    playhead: 0,
    following: true,
    view: EVERYTHING,
    selected: undefined,
    speed: 100,
    theme: undefined,
    panels: {},
    openFiles: { kind: 'first-visit' },
    activeProjection: 0,
    readings: [],
    watches: [],
    markedMoment: undefined,
    whatIfs: [],
    activeWhatIf: undefined,
  })
})
