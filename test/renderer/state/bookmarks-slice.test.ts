import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { MAX_NOTE_CHARACTERS } from '../../../src/renderer/state/bookmarks-slice.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('bookmarks lie in order, one at each position, the last note said of it', async () => {
  const { explorer } = await openedExplorer(shop(3))
  const { addBookmark, removeBookmark } = explorer.getState()
  addBookmark(position(5), 'paid twice')
  addBookmark(position(2), '')
  addBookmark(position(5), 'paid once')
  expect(explorer.getState().bookmarks).toEqual([
    { position: 2, note: '' },
    { position: 5, note: 'paid once' },
  ])
  removeBookmark(position(2))
  expect(explorer.getState().bookmarks).toEqual([{ position: 5, note: 'paid once' }])
})

test('a note that is too long is cut', async () => {
  const { explorer } = await openedExplorer(shop(1))
  explorer.getState().addBookmark(position(1), 'x'.repeat(2 * MAX_NOTE_CHARACTERS))
  expect(explorer.getState().bookmarks[0]?.note).toHaveLength(MAX_NOTE_CHARACTERS)
})

test('bookmarks are there again at the next visit', async () => {
  const host = new MemoryHost()
  const { explorer } = await openedExplorer(shop(3), { host })
  explorer.getState().addBookmark(position(4), 'the dip')
  await idle(explorer.getState().activity)
  const again = await openedExplorer([], { host })
  expect(again.explorer.getState().bookmarks).toEqual([{ position: 4, note: 'the dip' }])
})

test('what is no bookmark in a workspace is left out', async () => {
  const host = new MemoryHost()
  host.workspace = {
    bookmarks: [
      { position: 3, note: 7 },
      { position: -1, note: 'x' },
      { position: 0, note: 'start' },
      { position: 1.5 },
      null,
      'x',
      [4],
    ],
  }
  const { explorer } = await openedExplorer(shop(3), { host })
  expect(explorer.getState().bookmarks).toEqual([{ position: 3, note: '' }])
})
