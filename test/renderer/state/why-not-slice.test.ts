import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { folding } from '../folding-projection.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function selecting(type: string) {
  const event = new EventBuilder().stream('order-1').type(type).data({ cents: 5 }).build()
  const { explorer } = await openedExplorer([...shop(1), event], { startProjection: folding() })
  explorer.getState().selectEvent(position(3))
  await idle(explorer.getState().activity)
  return explorer
}

test.each([
  { type: 'OrderPlaced', outcome: { kind: 'handled' } },
  { type: 'ItemShipped', outcome: { kind: 'skipped', reason: 'unhandled' } },
  { type: 'Broken', outcome: { kind: 'failed', message: 'Error: broken on purpose' } },
])('a selected $type tells what it did to each open projection', async ({ type, outcome }) => {
  const explorer = await selecting(type)
  const { inProjections, whyNotOf } = explorer.getState()
  expect(whyNotOf).toBe(3)
  expect(inProjections[0]).toMatchObject({ name: 'Orders', did: { kind: 'known', inspection: { outcome } } })
})

test('a handled event tells its cells before and after', async () => {
  const explorer = await selecting('OrderPlaced')
  expect(explorer.getState().inProjections[0]).toMatchObject({
    did: {
      inspection: {
        cells: [
          {
            key: 'order-1',
            before: '{"cents":100,"status":"paid"}',
            after: '{"cents":5,"status":"placed"}',
          },
        ],
      },
    },
  })
})

test('a projection that is closed is told of no longer', async () => {
  const explorer = await selecting('OrderPlaced')
  explorer.getState().endProjections()
  await idle(explorer.getState().activity)
  expect(explorer.getState().inProjections).toEqual([])
})
