import { expect, test } from 'vitest'
import type { Ticket } from '../../../src/contract/host-contract.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

test('a file that is on its way to be imported goes into no other store, opened meanwhile', async () => {
  const sent = Promise.withResolvers<Ticket>()
  const { explorer } = await openedExplorer(shop(2), { takeDropped: () => sent.promise })
  const taken = explorer.getState().takeDropped(new File(['{}'], 'more.ndjson'), 'import')
  await explorer.getState().openStore('ticket-other' as Ticket)
  sent.resolve('ticket-dropped' as Ticket)
  await taken
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ importing: undefined, drop: undefined })
})
