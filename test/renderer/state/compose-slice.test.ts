import { expect, test } from 'vitest'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

async function composing(stream: string) {
  const opened = await openedExplorer(shop(12))
  opened.explorer.getState().openCompose(stream)
  await idle(opened.explorer.getState().activity)
  return { ...opened, composed: () => opened.explorer.getState().composing }
}

test.each([
  { stream: 'order-1', expected: '2' },
  { stream: 'order-99', expected: 'no-stream' },
])('the expected version of $stream is filled in as $expected', async ({ stream, expected }) => {
  const { composed } = await composing(stream)
  expect(composed()?.draft.expected).toBe(expected)
})

test('a typed expected version is not overwritten by another stream', async () => {
  const { explorer, composed } = await composing('order-1')
  explorer.getState().editDraft({ expected: 'any' })
  explorer.getState().editDraft({ stream: 'order-2' })
  await idle(explorer.getState().activity)
  expect(composed()?.draft).toMatchObject({ stream: 'order-2', expected: 'any' })
})

test('an appended event closes the form, and the log has it from the subscription', async () => {
  const { explorer, composed } = await composing('order-1')
  explorer.getState().editDraft({ type: 'OrderCancelled', data: '{"n":12345678901234567890}' })
  await explorer.getState().appendDraft()
  await idle(explorer.getState().activity)
  expect(composed()).toBeUndefined()
  expect(explorer.getState()).toMatchObject({ head: 25, logTotal: 25, playhead: 25 })
  expect(explorer.getState().notices[0]?.text).toBe('Appended OrderCancelled as order-1@3, position 25')
})

test('a conflict shows what came between, and the form can go on from there', async () => {
  const { explorer, host, composed } = await composing('order-1')
  explorer.getState().editDraft({ type: 'OrderCancelled' })
  await host.append(new EventBuilder().stream('order-1').type('ItemShipped').build())
  await explorer.getState().appendDraft()
  await idle(explorer.getState().activity)
  expect(composed()).toMatchObject({
    failure: { code: 'wrong-expected-version', member: 'expected' },
    between: [{ type: 'ItemShipped', version: 3 }],
  })
  await explorer.getState().expectHead()
  expect(composed()?.draft.expected).toBe('3')
  await explorer.getState().appendDraft()
  expect(composed()).toBeUndefined()
})

test.each([
  { change: { type: '' }, member: 'type' },
  { change: { type: 'A', stream: '' }, member: 'stream' },
  { change: { type: 'A', data: '{"a":' }, member: 'data' },
  { change: { type: 'A', metadata: '[]' }, member: 'metadata' },
  { change: { type: 'A', expected: 'three' }, member: 'expected' },
] as const)('what is wrong with the $member is said there', async ({ change, member }) => {
  const { explorer, host, composed } = await composing('order-1')
  explorer.getState().editDraft(change)
  host.asked.length = 0
  await explorer.getState().appendDraft()
  expect(composed()?.failure?.member).toBe(member)
  expect(host.asked).not.toContain('events.append')
})
