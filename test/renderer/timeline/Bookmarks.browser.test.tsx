import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { position } from '../../../src/core/event.ts'
import { Bookmarks } from '../../../src/renderer/timeline/Bookmarks.tsx'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'

async function shown() {
  const { explorer } = await openedExplorer(shop(1000))
  await render(<Bookmarks explorer={explorer} />)
  return explorer
}

test('without any it says how to make one', async () => {
  await shown()
  await expect.element(page.getByText(/^None yet/)).toBeVisible()
})

test('a bookmark leads to its place, and tells where the playhead is', async () => {
  const explorer = await shown()
  explorer.getState().addBookmark(position(1500), 'the dip')
  explorer.getState().addBookmark(position(20), '')
  await userEvent.click(page.getByRole('button', { name: 'Go to 1,500' }))
  await idle(explorer.getState().activity)
  expect(explorer.getState().playhead).toBe(1500)
  await expect.element(page.getByRole('button', { name: 'Go to 1,500' })).toHaveAttribute('aria-current', 'true')
  await expect.element(page.getByRole('button', { name: 'Go to 20' })).toHaveAttribute('aria-current', 'false')
})

test('its note is written in place: Enter and leaving keep it, Escape does not', async () => {
  const explorer = await shown()
  explorer.getState().addBookmark(position(20), '')
  const note = page.getByRole('textbox', { name: 'Note at 20' })
  await userEvent.fill(note, 'first refund')
  await userEvent.keyboard('{Enter}')
  expect(explorer.getState().bookmarks).toEqual([{ position: 20, note: 'first refund' }])
  await userEvent.fill(note, 'something else')
  await userEvent.keyboard('{Escape}')
  await expect.element(note).toHaveValue('first refund')
  await userEvent.fill(note, 'second refund')
  await userEvent.tab()
  expect(explorer.getState().bookmarks).toEqual([{ position: 20, note: 'second refund' }])
})

test('a deleted bookmark is gone', async () => {
  const explorer = await shown()
  explorer.getState().addBookmark(position(20), '')
  await userEvent.click(page.getByRole('button', { name: 'Delete the bookmark at 20' }))
  expect(explorer.getState().bookmarks).toEqual([])
})

test('the keys go on to another bookmark when one is deleted', async () => {
  const explorer = await shown()
  for (const at of [20, 30]) explorer.getState().addBookmark(position(at), '')
  await page.getByRole('button', { name: 'Delete the bookmark at 30' }).click()
  await expect.element(page.getByRole('button', { name: 'Go to 20' })).toHaveFocus()
})
