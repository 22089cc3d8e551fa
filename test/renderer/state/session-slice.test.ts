import { expect, test } from 'vitest'
import type { Ticket } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { createExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, noProjections, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('opening says how far it is, then what was opened', async () => {
  const host = new MemoryHost()
  host.opening = [{ kind: 'progress', what: 'Importing orders.ndjson', done: 10, total: 20 }]
  const explorer = createExplorerStore({ host, startProjection: noProjections })
  const seen: unknown[] = []
  explorer.subscribe(({ session }) => seen.push(session))
  await explorer.getState().start()
  expect(seen).toContainEqual({ kind: 'opening', what: 'Importing orders.ndjson', done: 10, total: 20 })
  expect(explorer.getState().session).toMatchObject({ kind: 'open', store: { name: 'shop.db' } })
})

test('a store that cannot be opened leaves its error, and another can be opened', async () => {
  const host = new MemoryHost()
  host.openingFailure = new EpochError('store-not-sqlite', 'notes.txt is no SQLite database; choose another file')
  const explorer = createExplorerStore({ host, startProjection: noProjections })
  await explorer.getState().start()
  expect(explorer.getState().session).toMatchObject({ kind: 'failed', failure: { code: 'store-not-sqlite' } })
  host.openingFailure = undefined
  await explorer.getState().openStore()
  expect(explorer.getState().session.kind).toBe('open')
})

test('a damaged store is read where the person asks for that, and no other failure is passed over so', async () => {
  const host = new MemoryHost()
  host.openingFailure = new EpochError('store-timeout', 'reading it took too long')
  const explorer = createExplorerStore({ host, startProjection: noProjections })
  await explorer.getState().start()
  await explorer.getState().readDamaged()
  expect(explorer.getState().session.kind).toBe('failed')
  host.openingFailure = new EpochError('store-corrupt', 'it is damaged', { finding: 'row 3 is missing' })
  await explorer.getState().openStore('ticket-1' as Ticket)
  await explorer.getState().readDamaged()
  expect(explorer.getState().session.kind).toBe('open')
  expect(host.opened).toEqual([undefined, 'ticket-1', 'ticket-1'])
})

test('opening another store forgets the first', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().selectEvent(explorer.getState().head)
  await idle(explorer.getState().activity)
  await explorer.getState().openStore()
  expect(host.asked).toContain('store.close')
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ head: 6, logTotal: 6 })
})

test('a store that is closed is asked nothing more, and there is a welcome', async () => {
  const { explorer, host } = await openedExplorer(shop(3))
  explorer.getState().closeStore()
  expect(explorer.getState()).toMatchObject({ session: { kind: 'welcome' }, head: 0, status: undefined })
  await host.append(...shop(1))
  await idle(explorer.getState().activity)
  expect(host.asked.at(-1)).toBe('store.close')
  expect(explorer.getState().head).toBe(0)
})

test('an opening that is given up opens nothing', async () => {
  const host = new MemoryHost()
  const explorer = createExplorerStore({ host, startProjection: noProjections })
  const opening = explorer.getState().openStore()
  explorer.getState().closeStore()
  await opening
  await idle(explorer.getState().activity)
  expect(explorer.getState().session).toEqual({ kind: 'welcome' })
})

test('a host that is gone is said once', async () => {
  const { explorer, host } = await openedExplorer(shop(1))
  host.close()
  await idle(explorer.getState().activity)
  expect(explorer.getState().connectionLost).toBe(true)
})

test('a request that fails becomes a notice with its code', async () => {
  const { explorer, host } = await openedExplorer(shop(1))
  await host.store.dispose()
  explorer.getState().refreshTimeline()
  await idle(explorer.getState().activity)
  expect(explorer.getState().notices).toMatchObject([{ tone: 'failure', code: 'store-not-open' }])
})

test('what went well gives way to what is said next, what went wrong stays', async () => {
  const { explorer } = await openedExplorer(shop(1))
  const { say, sayFailure } = explorer.getState()
  say('Copied the path')
  sayFailure({ code: 'disk-full', message: 'there is no room', details: {} })
  say('Copied the JSON')
  expect(explorer.getState().notices.map(({ text }) => text)).toEqual(['there is no room', 'Copied the JSON'])
})

test('the switch changes what the store allows', async () => {
  const { explorer } = await openedExplorer(shop(1))
  await explorer.getState().setAppends('refused')
  expect(explorer.getState().status?.capabilities).toMatchObject({ append: false })
  await explorer.getState().setAppends('allowed')
  expect(explorer.getState().status?.capabilities).toMatchObject({ append: true })
})
