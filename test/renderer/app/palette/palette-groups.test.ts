import { expect, test } from 'vitest'
import { position, streamName } from '../../../../src/core/event.ts'
import type { PaletteEntry } from '../../../../src/renderer/app/palette/palette-entry.ts'
import { paletteGroups } from '../../../../src/renderer/app/palette/palette-groups.ts'
import type { ExplorerStore } from '../../../../src/renderer/state/explorer-store.ts'
import { idle, openedExplorer } from '../../opened-explorer.ts'
import { shop } from '../../shop-events.ts'

async function found(text: string): Promise<{ readonly explorer: ExplorerStore; readonly names: readonly string[] }> {
  const { explorer } = await openedExplorer(shop(20))
  explorer.getState().openPalette()
  explorer.getState().typeInPalette(text)
  await idle(explorer.getState().activity)
  return { explorer, names: entries(explorer, text).map(({ name }) => name) }
}

function entries(explorer: ExplorerStore, text: string): readonly PaletteEntry[] {
  return paletteGroups(explorer.getState(), text).flatMap((group) => group.entries)
}

async function choose(explorer: ExplorerStore, text: string, name: string): Promise<void> {
  entries(explorer, text)
    .find((entry) => entry.name === name)
    ?.run(explorer.getState())
  await idle(explorer.getState().activity)
}

test('before anything is typed all commands are listed under their headings', async () => {
  const { explorer } = await openedExplorer(shop(3))
  const groups = paletteGroups(explorer.getState(), '')
  expect(groups.map(({ name }) => name)).toContain('Window')
  expect(groups.flatMap((group) => group.entries.map(({ name }) => name))).toContain('Find a state…')
})

test('a command is found by its name and by other words for it, with its keys', async () => {
  const { explorer, names } = await found('export')
  expect(names).toContain('Export…')
  expect(entries(explorer, 'export').find(({ name }) => name === 'Export…')?.keys).toBe('Control+E')
  expect((await found('checksums')).names).toContain('Audit…')
})

test('a command that cannot be done says why beside its name', async () => {
  const { explorer } = await found('forward again')
  expect(entries(explorer, 'forward again')[0]).toMatchObject({
    name: 'Forward again',
    detail: 'you have not gone back from anywhere',
  })
})

test('a stream is found, and choosing it narrows the log to it', async () => {
  const { explorer, names } = await found('order-17')
  expect(names).toContain('order-17')
  await choose(explorer, 'order-17', 'order-17')
  expect(explorer.getState().view).toEqual({ streams: [streamName('order-17')] })
})

test('a type of events is found, and choosing it shows it', async () => {
  const { explorer, names } = await found('placed')
  expect(names).toContain('OrderPlaced')
  await choose(explorer, 'placed', 'OrderPlaced')
  expect(explorer.getState().shownType?.type).toBe('OrderPlaced')
})

test.each([
  ['17', 'Position 17', { playhead: 17, selected: 17 }],
  ['order-3@1', 'order-3@1', { playhead: 5, selected: 5 }],
])('%s is a place to go to', async (text, name, reached) => {
  const { explorer } = await found(text)
  await choose(explorer, text, name)
  expect(explorer.getState()).toMatchObject(reached)
})

test('a word is not offered as the id of an event', async () => {
  expect((await found('export')).names.filter((name) => name.startsWith('The event'))).toEqual([])
})

test('a bookmark is found by its note, and choosing it moves the playhead there', async () => {
  const { explorer } = await openedExplorer(shop(20))
  explorer.getState().addBookmark(position(9), 'second refund')
  await choose(explorer, 'refund', 'second refund')
  expect(explorer.getState().playhead).toBe(9)
})

test('a projection is found by its name, and a saved filter by what it says', async () => {
  const { explorer } = await openedExplorer(shop(20))
  explorer.getState().saveFilter('Big orders', 'data.cents>1000')
  const [tab] = explorer.getState().projections
  expect(entries(explorer, tab?.name ?? '').map(({ name }) => name)).toContain(tab?.name)
  await choose(explorer, 'cents>1000', 'Big orders')
  expect(explorer.getState().filterText).toBe('data.cents>1000')
})

test('after > only commands are found', async () => {
  const { explorer } = await found('> order')
  const ids = entries(explorer, '> order').map(({ id }) => id)
  expect(ids.filter((id) => id.startsWith('stream') || id.startsWith('type'))).toEqual([])
})

test('where one was is listed first, the last place on top, and leads back there', async () => {
  const { explorer } = await openedExplorer(shop(20))
  explorer.getState().selectEvent(position(5))
  await idle(explorer.getState().activity)
  await new Promise((resolve) => setTimeout(resolve, 5))
  explorer.getState().selectEvent(position(8))
  await new Promise((resolve) => setTimeout(resolve, 5))
  await idle(explorer.getState().activity)
  const [places] = paletteGroups(explorer.getState(), '')
  expect(places).toMatchObject({
    name: 'Where I was',
    entries: [{ name: 'Event 5, at the live end' }, { name: 'At the live end' }],
  })
  await choose(explorer, '', 'Event 5, at the live end')
  expect(explorer.getState().selected).toBe(5)
})
