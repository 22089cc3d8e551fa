import { expect, test } from 'vitest'
import type { Ticket } from '../../../src/contract/host-contract.ts'
import type { NewEvent } from '../../../src/core/event.ts'
import { position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import type { ExplorerStore } from '../../../src/renderer/state/explorer-store.ts'
import { revenuePerOrder, STORY_FILE } from '../../../src/renderer/state/story-source.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { openedWindow } from '../opened-window.ts'

function payment(number: number, type: string): NewEvent {
  const data = { refundId: `refund-${number}`, orderId: `order-${number}`, cents: 500 }
  return new EventBuilder().stream(`payment-${number}`).type(type).data(data).build()
}

/** The refund of payment 3 is recorded twice, at 9 and at 11. */
const history = [
  ...[1, 2, 3, 4].flatMap((number) => [payment(number, 'PaymentCaptured'), payment(number, 'RefundRequested')]),
  payment(3, 'RefundRecorded'),
  payment(1, 'RefundRecorded'),
  payment(3, 'RefundRecorded'),
  payment(1, 'PaymentCaptured'),
]

async function demo(events: readonly NewEvent[], host = new MemoryHost()): Promise<ExplorerStore> {
  host.origin = 'demo'
  return (await openedExplorer(events, { host })).explorer
}

function storySource(explorer: ExplorerStore): string | undefined {
  return explorer.getState().projections.find(({ file }) => file === STORY_FILE)?.source
}

test('the demo opens right after the first refund that was recorded twice, with the read model that shows it', async () => {
  const explorer = await demo(history)
  const state = explorer.getState()
  expect(state.storyFault).toEqual({ first: 9, second: 11, order: 'order-3', cents: 500 })
  expect(state).toMatchObject({ playhead: 11, following: false, storyStage: 'told', storyDone: [] })
  expect(state.projections.find(({ id }) => id === state.activeProjection)?.file).toBe(STORY_FILE)
  expect(storySource(explorer)).toBe(revenuePerOrder)
})

test('a refund is found however many there are before it', async () => {
  const many = Array.from({ length: 450 }, (_, number) => payment(number, 'RefundRecorded'))
  const explorer = await demo([...many, payment(7, 'RefundRecorded'), payment(8, 'RefundRecorded')])
  expect(explorer.getState().storyFault).toMatchObject({ first: 8, second: 451, order: 'order-7' })
})

test('a store that is not the demo, and a demo without the fault, tell no story', async () => {
  const { explorer } = await openedExplorer(history)
  expect(explorer.getState()).toMatchObject({ storyFault: undefined, storyStage: 'new', playhead: 12 })
  const sound = await demo(history.slice(0, 10))
  expect(sound.getState()).toMatchObject({ storyFault: undefined, storyStage: 'new', playhead: 10 })
})

test('a link into the demo leads where it says, the prompts beside it', async () => {
  const host = new MemoryHost()
  host.origin = 'demo'
  await host.append(...history)
  const { window, shown, atRest } = await openedWindow([], host)
  window.getState().closeTab(shown().id)
  await window.getState().openTab({ ticket: 'ticket-other' as Ticket, place: { position: position(3) } })
  await atRest()
  expect(shown().explorer.getState()).toMatchObject({ playhead: 3, storyStage: 'told', storyFault: { second: 11 } })
})

test('at the next visit one is where one was, and what was dismissed stays away', async () => {
  const host = new MemoryHost()
  const explorer = await demo(history, host)
  explorer.getState().scrubTo(position(4))
  explorer.getState().dismissStory()
  await idle(explorer.getState().activity)
  const again = (await openedExplorer([], { host })).explorer
  expect(again.getState()).toMatchObject({ playhead: 4, storyStage: 'dismissed' })
})

test('who selects the second refund has found why', async () => {
  const explorer = await demo(history)
  explorer.getState().selectEvent(position(9))
  expect(explorer.getState().storyDone).toEqual([])
  explorer.getState().selectEvent(position(11))
  expect(explorer.getState().storyDone).toEqual(['why'])
})

test('mending changes one line, and leaving the refund out puts it back, so that there is a dip to close', async () => {
  const explorer = await demo(history)
  explorer.getState().doStoryStep('mend')
  const mended = storySource(explorer) ?? ''
  const changed = mended.split('\n').filter((line, at) => line !== revenuePerOrder.split('\n')[at])
  expect(changed).toEqual(['      order.refunded = e.data.cents'])
  explorer.getState().doStoryStep('what-if')
  await idle(explorer.getState().activity)
  expect(storySource(explorer)).toBe(revenuePerOrder)
  expect(explorer.getState().whatIfs).toMatchObject([{ skip: [11] }])
})

test('once more begins at the fault again, with nothing done', async () => {
  const explorer = await demo(history)
  explorer.getState().selectEvent(position(11))
  explorer.getState().doStoryStep('what-if')
  explorer.getState().followHead()
  explorer.getState().restartStory()
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ playhead: 11, activeWhatIf: undefined, storyDone: [] })
})
