import { afterEach, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { EpochError, errorRecord } from '../../../src/core/errors.ts'
import { Notices } from '../../../src/renderer/app/Notices.tsx'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'
import '../../../src/renderer/theme.css'
import '../../../src/renderer/ui/ui.css'

afterEach(() => {
  vi.useRealTimers()
})

async function notices(): Promise<ExplorerStore> {
  const { explorer } = await openedExplorer(shop(1))
  await render(
    <>
      <button type="button">Elsewhere</button>
      <Notices explorer={explorer} />
    </>,
  )
  return explorer
}

test('what went well goes by itself, what went wrong stays', async () => {
  const explorer = await notices()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  explorer.getState().say('Copied the JSON')
  explorer.getState().sayFailure(errorRecord(new EpochError('disk-full', 'there is no room')))
  await vi.waitFor(() => expect(page.getByText('Copied the JSON').query()).not.toBeNull())
  expect(page.getByRole('alert').element().textContent).toContain('there is no room')
  vi.advanceTimersByTime(6000)
  expect(explorer.getState().notices.map(({ text }) => text)).toEqual(['there is no room'])
})

test('a notice waits while somebody points at it', async () => {
  const explorer = await notices()
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  explorer.getState().say('Copied the JSON')
  await vi.waitFor(() => expect(page.getByText('Copied the JSON').query()).not.toBeNull())
  page
    .getByText('Copied the JSON')
    .element()
    .dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(0))
  vi.advanceTimersByTime(60_000)
  expect(explorer.getState().notices).toHaveLength(1)
})

test('a notice never takes the focus', async () => {
  const explorer = await notices()
  const elsewhere = page.getByRole('button', { name: 'Elsewhere' })
  elsewhere.element().focus()
  explorer.getState().sayFailure(errorRecord(new EpochError('disk-full', 'there is no room')))
  await expect.element(page.getByText(/^there is no room/)).toBeVisible()
  expect(document.activeElement).toBe(elsewhere.element())
})
