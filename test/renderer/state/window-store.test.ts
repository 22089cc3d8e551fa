import { expect, test } from 'vitest'
import type { OfferedFile, Ticket } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { position } from '../../../src/core/event.ts'
import type { WindowState } from '../../../src/renderer/state/window-store.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedWindow } from '../opened-window.ts'
import { orderEvents, shop } from '../shop-events.ts'

const other = 'ticket-other' as Ticket

function ids({ tabs }: WindowState): readonly number[] {
  return tabs.map(({ id }) => id)
}

test('what is opened comes into a tab of its own, and the first store stays as it was', async () => {
  const { window, shown, atRest } = await openedWindow(shop(3))
  const first = shown()
  first.explorer.getState().scrubTo(position(2))
  await window.getState().openTab({ ticket: other })
  await atRest()
  expect(window.getState().tabs).toHaveLength(2)
  expect(shown()).not.toBe(first)
  expect(shown().explorer.getState()).toMatchObject({ playhead: 6, session: { kind: 'open' } })
  window.getState().showTab(first.id)
  expect(shown().explorer.getState().playhead).toBe(2)
})

test('a store that a tab has is shown there, and opened no second time', async () => {
  const { window, host, shown, atRest } = await openedWindow(shop(1))
  const first = shown()
  await window.getState().openTab({ ticket: other })
  await atRest()
  await window.getState().openTab({})
  expect(shown()).toBe(first)
  await window.getState().openTab({ ticket: other })
  expect(shown()).not.toBe(first)
  expect(host.opened).toEqual([undefined, other])
})

test('a tab with nothing to lose is used again: a welcome, or what could not be opened', async () => {
  const { window, host, shown, atRest } = await openedWindow(shop(1))
  window.getState().newTab()
  const second = shown()
  expect(second.explorer.getState().session.kind).toBe('welcome')
  window.getState().newTab()
  expect(window.getState().tabs).toHaveLength(2)
  host.openingFailure = new EpochError('store-not-sqlite', 'it is no store')
  await window.getState().openTab({ ticket: other })
  expect(second.explorer.getState().session.kind).toBe('failed')
  host.openingFailure = undefined
  await window.getState().openTab({ ticket: other })
  await atRest()
  expect(window.getState().tabs).toHaveLength(2)
  expect(second.explorer.getState().session.kind).toBe('open')
})

test('closing a tab closes its store and shows its neighbour; after the last there is a welcome', async () => {
  const { window, host, shown, atRest } = await openedWindow(shop(1))
  const first = shown()
  await window.getState().openTab({ ticket: other })
  await atRest()
  window.getState().closeTab(shown().id)
  await atRest()
  expect(shown()).toBe(first)
  expect(host.asked.filter((name) => name === 'store.close')).toHaveLength(1)
  window.getState().closeTab(first.id)
  expect(window.getState().tabs).toHaveLength(1)
  expect(shown().explorer.getState().session).toEqual({ kind: 'welcome' })
})

test('closing a tab behind leaves the shown one where it is', async () => {
  const { window, shown, atRest } = await openedWindow(shop(1))
  const first = shown()
  await window.getState().openTab({ ticket: other })
  await atRest()
  const second = shown()
  window.getState().closeTab(first.id)
  expect(shown()).toBe(second)
})

test('a tab behind follows its store, and no longer plays', async () => {
  const { window, host, shown, atRest } = await openedWindow(shop(50))
  const first = shown()
  first.explorer.getState().setSpeed(1)
  first.explorer.getState().play()
  window.getState().newTab()
  expect(first.explorer.getState().playing).toBe(false)
  first.explorer.getState().followHead()
  await host.append(orderEvents(99)[0])
  await atRest()
  expect(first.explorer.getState().head).toBe(101)
})

test('tabs are put in another order, and gone along from end to end', async () => {
  const { window, shown, atRest } = await openedWindow(shop(1))
  for (const name of ['b', 'c']) await window.getState().openTab({ ticket: name as Ticket })
  await atRest()
  const [a, b, c] = ids(window.getState())
  window.getState().moveTab(c ?? 0, 0)
  expect(ids(window.getState())).toEqual([c, a, b])
  shown().explorer.getState().stepTab(-1)
  expect(shown().id).toBe(b)
  shown().explorer.getState().stepTab(1)
  expect(shown().id).toBe(c)
  shown().explorer.getState().showTabAt(1)
  expect(shown().id).toBe(a)
  shown().explorer.getState().showTabAt(7)
  expect(shown().id).toBe(a)
})

test('a file chosen outside the page comes into a tab, at the place that a link names', async () => {
  const host = new MemoryHost()
  const chosen = Promise.withResolvers<OfferedFile>()
  host.offered = (async function* () {
    yield await chosen.promise
  })()
  const { shown, atRest } = await openedWindow(shop(3), host)
  expect(host.opened).toEqual([undefined])
  chosen.resolve({ ticket: other, place: 'position=3&selected=2' })
  await atRest()
  expect(host.opened).toEqual([undefined, other])
  expect(shown().explorer.getState()).toMatchObject({ playhead: 3, selected: 2, following: false })
})

test('what is under way in any tab keeps the window from being idle', async () => {
  const { window, shown } = await openedWindow(shop(1))
  const end = shown().explorer.getState().activity.begin()
  window.getState().newTab()
  expect(window.getState().activity.idle).toBe(false)
  end()
})

test('a tab that comes in place of a closed one knows nothing of its store', async () => {
  const { window, shown, atRest } = await openedWindow(shop(3))
  await window.getState().openTab({ ticket: other })
  await atRest()
  shown().explorer.getState().scrubTo(position(2))
  shown().explorer.getState().say('Copied')
  window.getState().closeTab(shown().id)
  window.getState().newTab()
  await atRest()
  expect(shown().explorer.getState()).toMatchObject({
    session: { kind: 'welcome' },
    playhead: 0,
    notices: [],
    projections: [],
    status: undefined,
  })
})

test('a tab that is closed while its store opens takes nowhere what was to be done in that store', async () => {
  const { window, shown, atRest } = await openedWindow(shop(3))
  const file = { store: 'a', workspace: { playhead: 2, following: false }, projections: [], events: undefined }
  const opening = window.getState().openTab({ ticket: other, workspace: { file, projections: 'files' } })
  window.getState().closeTab(shown().id)
  const instead = window.getState().openTab({ ticket: 'ticket-third' as Ticket })
  await Promise.all([opening, instead])
  await atRest()
  expect(shown().explorer.getState()).toMatchObject({ playhead: 6, following: true, notices: [] })
})

test('a link into a store that is still being opened leads to its place too', async () => {
  const { window, host, shown, atRest } = await openedWindow(shop(3))
  const opening = window.getState().openTab({ ticket: other })
  const again = window.getState().openTab({ ticket: other, place: { position: position(2) } })
  await Promise.all([opening, again])
  await atRest()
  expect(host.opened).toEqual([undefined, other])
  expect(shown().explorer.getState()).toMatchObject({ playhead: 2, following: false })
})
