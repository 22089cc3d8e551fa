import { expect, test } from 'vitest'
import { position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { orderEvents, shop } from '../shop-events.ts'

test('a selected event is shown with its neighbours, its cause and its effects', async () => {
  const { explorer } = await openedExplorer(shop(3))
  explorer.getState().selectEvent(position(3))
  await idle(explorer.getState().activity)
  expect(explorer.getState().inspection).toMatchObject({
    kind: 'shown',
    inspected: {
      event: { position: 3, type: 'OrderPlaced', data: '{"cents":200,"big":12345678901234567890}' },
      around: {
        previous: undefined,
        next: { position: 4 },
        cause: undefined,
        causationId: undefined,
        effects: [{ position: 4, type: 'PaymentTaken' }],
      },
    },
  })
  explorer.getState().selectEvent(position(4))
  await idle(explorer.getState().activity)
  expect(explorer.getState().inspection).toMatchObject({
    inspected: {
      event: { position: 4 },
      around: { previous: { position: 3 }, next: undefined, cause: { position: 3 } },
    },
  })
})

test('an effect that arrives later is shown with its cause', async () => {
  const { explorer, host } = await openedExplorer(shop(1))
  explorer.getState().selectEvent(position(1))
  await idle(explorer.getState().activity)
  await host.append(new EventBuilder().stream('order-1').type('MailSent').causedBy(orderEvents(1)[0]).build())
  await idle(explorer.getState().activity)
  expect(explorer.getState().inspection).toMatchObject({
    inspected: { around: { effects: [{ type: 'PaymentTaken' }, { type: 'MailSent' }] } },
  })
})

test('a position without an event says so', async () => {
  const { explorer } = await openedExplorer(shop(1))
  explorer.getState().selectEvent(position(77))
  await idle(explorer.getState().activity)
  expect(explorer.getState().inspection).toEqual({ kind: 'missing', position: 77 })
})

test('a cause that the store does not have is named', async () => {
  const { explorer } = await openedExplorer([
    new EventBuilder().stream('a-1').type('Happened').causationId('elsewhere').build(),
  ])
  explorer.getState().selectEvent(position(1))
  await idle(explorer.getState().activity)
  expect(explorer.getState().inspection).toMatchObject({
    inspected: { around: { causationId: 'elsewhere', cause: undefined } },
  })
})

test('an event is not read again because the store has grown, but once it is purged', async () => {
  const { explorer, host } = await openedExplorer(shop(1))
  explorer.getState().selectEvent(position(1))
  await idle(explorer.getState().activity)
  host.asked.length = 0
  await host.append(orderEvents(2)[0])
  await idle(explorer.getState().activity)
  expect(host.asked).toContain('event.effects')
  expect(host.asked).not.toContain('event.get')
  host.marks = new Map([[1, 'archived']])
  await host.append(orderEvents(3)[0])
  await idle(explorer.getState().activity)
  expect(explorer.getState().inspection).toMatchObject({ inspected: { event: { mark: 'archived' } } })
})
