import { expect, test } from 'vitest'
import { EndlessHost } from '../endless-host.ts'
import { HandClock } from '../hand-clock.ts'
import { openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function searching() {
  const host = new EndlessHost()
  const clock = new HandClock()
  const { explorer } = await openedExplorer(shop(3), { host, clock })
  explorer.getState().applyFilter('pen')
  await clock.runOut()
  return { state: () => explorer.getState(), clock }
}

test('a search goes on until it is stopped, and what was found stays', async () => {
  const { state, clock } = await searching()
  const before = state().logTotal
  await clock.runOut()
  expect(state().logTotal).toBeGreaterThan(before)
  state().stopSearch()
  await clock.runOut()
  const found = state().logTotal
  await clock.runOut()
  await clock.runOut()
  expect(state()).toMatchObject({ logTotal: found, logComplete: false, searchStopped: true })
})

test('a search that was stopped can be gone on with, and another filter is searched anew', async () => {
  const { state, clock } = await searching()
  state().stopSearch()
  await clock.runOut()
  const found = state().logTotal
  state().resumeSearch()
  await clock.runOut()
  expect(state().logTotal).toBeGreaterThan(found)
  state().stopSearch()
  state().applyFilter('ink')
  expect(state().searchStopped).toBe(false)
})
