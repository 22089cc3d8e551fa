import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Position, position, streamName } from '../../../src/core/event.ts'
import { filterText } from '../../../src/core/event-filter.ts'
import { placeText, readHash, readPlace, textOfView } from '../../../src/renderer/state/place-link.ts'
import { MemoryHost } from '../memory-host.ts'
import { openedWindow } from '../opened-window.ts'
import { shop } from '../shop-events.ts'

const aPosition = fc.maxSafeNat().map((value) => value as Position)

test('a place comes back from its text, whatever it names', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          position: aPosition,
          selected: aPosition,
          filter: fc.constantFrom('type:OrderPlaced', '"a&b=c#d% + e"', 'stream:a*').map(filterText),
          projection: fc.constantFrom('Orders.ts', 'a-b_c.js'),
        },
        { requiredKeys: [] },
      ),
      (place) => {
        expect(readPlace(placeText(place))).toEqual(place)
        expect(readHash(`#${placeText(place)}`)).toEqual(Object.keys(place).length > 0 ? { place } : {})
      },
    ),
  )
})

test.each([
  'position=-1',
  'position=1.5',
  'position=1e3',
  'position=99999999999999999999',
  'position=0x10',
  'filter=((',
  'filter=',
  'projection=',
  `projection=${'a'.repeat(101)}`,
  `position=1&filter=${'a'.repeat(9000)}`,
  '__proto__=1',
])('of %s nothing is understood', (text) => {
  expect(readPlace(text)).toEqual({})
  expect(readHash(`#${text}`)).toEqual({})
})

test('an address without a place leads nowhere', () => {
  expect(readHash('')).toEqual({})
  expect(readHash('#')).toEqual({})
})

test('a view is one text, however it was chosen', () => {
  expect(textOfView({})).toBeUndefined()
  expect(textOfView({ streams: [streamName('order-1')], where: filterText('data.cents > 5') })).toBe(
    'stream:order-1 data.cents>5',
  )
})

test('a link to a place comes back to it', async () => {
  const { window, shown, atRest } = await openedWindow(shop(5))
  const { scrubTo, selectEvent, setView, linkToHere } = shown().explorer.getState()
  setView({ where: filterText('type:OrderPlaced') })
  scrubTo(position(4))
  selectEvent(position(3))
  await atRest()
  const link = linkToHere()
  expect(link).toBe(
    'http://127.0.0.1:4000/#store=ticket-started&position=4&selected=3&filter=type%3AOrderPlaced&projection=current-order-status.ts',
  )
  shown().explorer.getState().followHead()
  setView({})
  await window.getState().openTab(readHash(new URL(link).hash))
  await atRest()
  expect(shown().explorer.getState()).toMatchObject({
    playhead: 4,
    selected: 3,
    following: false,
    view: { where: 'type:OrderPlaced' },
  })
  expect(window.getState().tabs).toHaveLength(1)
})

test('where the store has a link of its own, the place is added to it', async () => {
  const host = new MemoryHost()
  host.link = 'epoch://open?store=%2Fa.db'
  const { shown } = await openedWindow(shop(2), host)
  expect(shown().explorer.getState().linkToHere()).toMatch(/^epoch:\/\/open\?store=%2Fa\.db&position=4&/)
})

test('a link beyond the end of the store goes to its end', async () => {
  const { shown, atRest } = await openedWindow(shop(2))
  shown()
    .explorer.getState()
    .goToLinked({ position: position(900), selected: position(901) })
  await atRest()
  expect(shown().explorer.getState()).toMatchObject({ playhead: 4, selected: undefined })
})

test('the filter of a link holds, even where it leaves out the event that the link selects', async () => {
  const { shown, atRest } = await openedWindow(shop(3))
  const view = { where: filterText('type:OrderPlaced') }
  shown()
    .explorer.getState()
    .goToLinked({ selected: position(2), filter: view.where })
  await atRest()
  expect(shown().explorer.getState()).toMatchObject({ selected: 2, view, selectedRow: undefined })
})

test('a link runs no projection that is not in a tab already, and says which it is about', async () => {
  const host = new MemoryHost()
  host.folder.files.set('theirs.ts', 'export default 1')
  const { shown, atRest } = await openedWindow(shop(3), host)
  const { projections, closeProjection, goToLinked } = shown().explorer.getState()
  for (const { id, file } of projections) if (file === 'theirs.ts') closeProjection(id)
  const open = shown().explorer.getState().projections
  goToLinked({ projection: 'theirs.ts' })
  await atRest()
  expect(shown().explorer.getState().projections).toEqual(open)
  expect(shown().explorer.getState().notices).toMatchObject([{ text: expect.stringContaining('theirs.ts') }])
})

test('a link that names a store and no place in it has led nowhere', async () => {
  const { window, shown, atRest } = await openedWindow(shop(3))
  await window.getState().openTab({ place: {} })
  expect(shown().explorer.getState().cameByLink).toBe(false)
  await window.getState().openTab({ place: { position: position(2) } })
  await atRest()
  expect(shown().explorer.getState().cameByLink).toBe(true)
})
