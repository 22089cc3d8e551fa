import { expect, test } from 'vitest'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function goTo(text: string) {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().openGoTo()
  await explorer.getState().goTo(text)
  await idle(explorer.getState().activity)
  return explorer.getState()
}

test.each([
  { text: '3', playhead: 3, says: 'Position 3: OrderPlaced in order-2' },
  { text: 'order-2@2', playhead: 4, says: 'order-2@2: PaymentTaken, position 4' },
  {
    text: '00000000-0000-4000-8000-000000000002',
    playhead: 3,
    says: 'Event 00000000-0000-4000-8000-000000000002: OrderPlaced in order-2, position 3',
  },
  {
    text: '2026-03-01 10:00:04',
    playhead: 3,
    says: 'Time 2026-03-01 10:00:04 (taken as UTC): the last event by then is position 3, OrderPlaced in order-2',
  },
  {
    text: '2026-03-01T10:00:05.500Z',
    playhead: 4,
    says: 'Time 2026-03-01T10:00:05.500Z: the last event by then is position 4, PaymentTaken in order-2',
  },
])('going to $text moves playhead and selection to it and says so', async ({ text, playhead, says }) => {
  const state = await goTo(text)
  expect(state).toMatchObject({
    playhead,
    selected: playhead,
    goToOpen: false,
    goToAnswer: { kind: 'gone', text: says },
  })
  expect(state.notices.map((notice) => notice.text)).toEqual([says])
})

test.each([
  ['11', 'There is no position 11: the last is 10.'],
  ['order-2@3', 'Stream order-2 has no version 3.'],
  ['nothing-like-it', 'No event has the id nothing-like-it.'],
  ['2020-01-01', '2020-01-01 (taken as UTC) is before the first event.'],
  ['', 'Type a position, an event id, stream@version or a time.'],
])('going to %j says why there is nothing, and nothing moves', async (text, says) => {
  expect(await goTo(text)).toMatchObject({
    playhead: 10,
    selected: undefined,
    goToOpen: true,
    goToAnswer: { kind: 'nowhere', text: says },
  })
})

test('position 0 is the empty start', async () => {
  expect(await goTo('0')).toMatchObject({ playhead: 0, selected: undefined, goToAnswer: { kind: 'gone' } })
})
