import { expect, test } from 'vitest'
import type { StoreId } from '../../../src/contract/host-contract.ts'
import type { Position } from '../../../src/core/event.ts'
import { EventBuilder } from '../../../src/core/event-builder.ts'
import { currentDraft } from '../../../src/renderer/state/composing.ts'
import type { FormObject } from '../../../src/renderer/state/form-value.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

const STORE = 'store-1' as StoreId

const json = (text: string) => ({ kind: 'json', text }) as const

async function composing(from: { readonly stream?: string; readonly template?: Position }) {
  const opened = await openedExplorer(shop(12))
  const state = () => opened.explorer.getState()
  const settled = () => idle(state().activity)
  state().openCompose(from)
  await settled()
  const draft = () => {
    const { composing: open } = state()
    return open && currentDraft(open)
  }
  return { ...opened, state, settled, draft, composed: () => state().composing }
}

test.each([
  { stream: 'order-1', expected: '2' },
  { stream: 'order-99', expected: 'no-stream' },
])('the expected version of $stream is filled in as $expected', async ({ stream, expected }) => {
  const { composed } = await composing({ stream })
  expect(composed()?.expected).toBe(expected)
})

test('a typed expected version is not overwritten by another stream', async () => {
  const { state, settled, composed } = await composing({ stream: 'order-1' })
  state().editCompose({ expected: 'any' })
  state().editCompose({ stream: 'order-2' })
  await settled()
  expect(composed()).toMatchObject({ stream: 'order-2', expected: 'any' })
})

test('streams that fit what is typed are offered', async () => {
  const { state, settled } = await composing({})
  state().editCompose({ stream: 'order-1' })
  await settled()
  expect(state().composeStreams).toEqual(expect.arrayContaining(['order-1', 'order-10', 'order-11', 'order-12']))
})

test('an appended event closes the form, and the log has it from the subscription', async () => {
  const { state, settled, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'OrderCancelled', data: json('{"n":12345678901234567890}') })
  await state().appendDrafts()
  await settled()
  expect(composed()).toBeUndefined()
  expect(state()).toMatchObject({ head: 25, logTotal: 25, playhead: 25 })
  expect(state().notices[0]?.text).toBe('Appended OrderCancelled as order-1@3, position 25')
})

test('several events go into one stream together and in their order', async () => {
  const { state, settled, host, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'First', data: json('1') })
  state().addDraft('current')
  state().editDraft({ type: 'Third' })
  state().addDraft('nothing')
  state().editDraft({ type: 'Second', data: json('2') })
  state().moveDraft(composed()?.current ?? 0, -1)
  await state().appendDrafts()
  await settled()
  const { rows } = await host.request('log.rows', { store: STORE, view: {}, fromRow: 25, limit: 10 })
  expect(rows.map(({ type, version, preview }) => [type, version, preview])).toEqual([
    ['First', 3, '1'],
    ['Second', 4, '2'],
    ['Third', 5, '1'],
  ])
  expect(state().notices[0]?.text).toBe('Appended 3 events as order-1@3 to @5, the last at position 27')
})

test('what is wrong with one of several is shown there, and none is appended', async () => {
  const { state, host, composed, draft } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'First', data: json('{"a":') })
  state().addDraft('nothing')
  state().editDraft({ type: 'Second' })
  host.asked.length = 0
  await state().appendDrafts()
  expect(host.asked).not.toContain('events.append')
  expect(draft()?.type).toBe('First')
  expect(composed()?.failure).toMatchObject({ member: 'data', draft: draft()?.key })
})

test('the last event of the list stays', async () => {
  const { state, composed } = await composing({ stream: 'order-1' })
  state().removeDraft(composed()?.current ?? 0)
  expect(composed()?.drafts).toHaveLength(1)
})

test('a conflict shows what came between, and the form can go on from there', async () => {
  const { state, settled, host, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'OrderCancelled' })
  state().addDraft('current')
  await host.append(new EventBuilder().stream('order-1').type('ItemShipped').build())
  await state().appendDrafts()
  await settled()
  expect(composed()).toMatchObject({
    failure: { code: 'wrong-expected-version', member: 'expected' },
    between: [{ type: 'ItemShipped', version: 3 }],
  })
  await state().expectHead()
  expect(composed()?.expected).toBe('3')
  await state().appendDrafts()
  expect(composed()).toBeUndefined()
})

test.each([
  { change: { type: '' }, member: 'type' },
  { change: { type: 'A', data: json('{"a":') }, member: 'data' },
  { change: { type: 'A', metadata: '[]' }, member: 'metadata' },
])('what is wrong with the $member is said there', async ({ change, member }) => {
  const { state, host, composed } = await composing({ stream: 'order-1' })
  state().editDraft(change)
  host.asked.length = 0
  await state().appendDrafts()
  expect(composed()?.failure?.member).toBe(member)
  expect(host.asked).not.toContain('events.append')
})

test.each([
  { change: { stream: '' }, member: 'stream' },
  { change: { expected: 'three' }, member: 'expected' },
])('what is wrong with the $member of all is said there', async ({ change, member }) => {
  const { state, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'A' })
  state().editCompose(change)
  await state().appendDrafts()
  expect(composed()?.failure?.member).toBe(member)
})

test('a known type brings a field for each that its events have, and another type keeps what was filled in', async () => {
  const { state, settled, draft } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'PaymentTaken' })
  await settled()
  const data = draft()?.data
  if (data?.kind !== 'form') throw new Error('it is no form')
  expect(data.form.value).toEqual({
    kind: 'object',
    fields: [{ name: 'cents', use: 'in', value: { kind: 'number', source: '' } }],
  })
  const value: FormObject = {
    kind: 'object',
    fields: [{ name: 'cents', use: 'in', value: { kind: 'number', source: '5' } }],
  }
  state().editDraft({ data: { kind: 'form', form: { ...data.form, value } } })
  state().editDraft({ type: 'OrderPlaced' })
  await settled()
  expect(draft()?.data).toMatchObject({
    form: {
      value: {
        fields: [
          { name: 'cents', value: { source: '5' } },
          { name: 'big', value: { source: '' } },
        ],
      },
    },
  })
})

test('an event is the template of another: the same stream, type and data to the last digit, without its links', async () => {
  const { state, settled, draft, composed } = await composing({ template: 2 as Position })
  expect(composed()).toMatchObject({ stream: 'order-1', expected: '2' })
  expect(draft()).toMatchObject({ type: 'PaymentTaken', metadata: '' })
  state().openCompose({ template: 1 as Position })
  await settled()
  state().showDataAs('json')
  expect(draft()?.data).toEqual(json('{\n  "cents": 100,\n  "big": 12345678901234567890\n}'))
})

test('a template has nothing of what is masked', async () => {
  const { state, settled, draft } = await composing({})
  state().closeCompose()
  state().maskPath('data.cents')
  state().openCompose({ template: 1 as Position })
  await settled()
  state().showDataAs('json')
  expect(JSON.stringify(draft()?.data)).toContain('cents')
  expect(JSON.stringify(draft()?.data)).not.toContain('100')
})

test('the selected event is named as the cause only when that is switched on', async () => {
  const { state, settled, host } = await composing({})
  state().closeCompose()
  state().selectEvent(2 as Position)
  state().openCompose({ stream: 'order-1' })
  await settled()
  state().editDraft({ type: 'ItemShipped' })
  state().editCompose({ causedBy: 'selection' })
  await state().appendDrafts()
  const { event: cause } = await host.request('event.get', { store: STORE, position: 2 as Position })
  const { event } = await host.request('event.get', { store: STORE, position: 25 as Position })
  const correlationId = '00000000-0000-4000-8000-000000000001'
  expect(event?.metadata).toBe(JSON.stringify({ causationId: cause?.id, correlationId }))
})

test('a draft outlives the dialog; for another stream a new one begins, and the first is a step away', async () => {
  const { state, settled, composed, draft } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'OrderCancelled' })
  state().closeCompose()
  state().openCompose({ stream: 'order-1' })
  expect(draft()?.type).toBe('OrderCancelled')
  state().closeCompose()
  state().openCompose({ stream: 'order-2' })
  await settled()
  expect(composed()).toMatchObject({ stream: 'order-2', drafts: [{ type: '' }] })
  state().resumeCompose(state().setAside[0]?.id ?? 0)
  expect(composed()).toMatchObject({ stream: 'order-1', drafts: [{ type: 'OrderCancelled' }] })
  expect(state().setAside).toEqual([])
})

test('what was written for several streams is all kept, the last first', async () => {
  const { state, settled, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'First' })
  state().closeCompose()
  state().openCompose({ stream: 'order-2' })
  state().editDraft({ type: 'Second' })
  state().closeCompose()
  expect(state().setAside.map(({ stream }) => stream)).toEqual(['order-2', 'order-1'])
  state().openCompose({ stream: 'order-1' })
  await settled()
  expect(composed()?.drafts[0]?.type).toBe('First')
  expect(state().setAside.map(({ stream }) => stream)).toEqual(['order-2'])
})

test('what is appended while the dialog is closed is not offered again, and what is written meanwhile stays', async () => {
  const { state, settled, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'OrderCancelled', data: json('{}') })
  const sent = state().appendDrafts()
  state().closeCompose()
  state().openCompose({ stream: 'order-2' })
  state().editDraft({ type: 'ItemShipped' })
  await sent
  await settled()
  expect(state().head).toBe(25)
  expect(composed()).toMatchObject({ stream: 'order-2', drafts: [{ type: 'ItemShipped' }] })
  expect(state().setAside).toEqual([])
})

test('what could not be appended while the dialog was closed says so, and has why when one comes back to it', async () => {
  const { state, settled, host, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ type: 'OrderCancelled', data: json('{}') })
  await host.append(new EventBuilder().stream('order-1').type('ItemShipped').build())
  const sent = state().appendDrafts()
  state().closeCompose()
  state().openCompose({ stream: 'order-2' })
  await sent
  await settled()
  expect(composed()).toMatchObject({ stream: 'order-2', failure: undefined })
  expect(state().notices[0]?.text).toContain('Not appended to order-1')
  state().resumeCompose(state().setAside[0]?.id ?? 0)
  expect(composed()).toMatchObject({ failure: { member: 'expected' }, between: [{ type: 'ItemShipped' }] })
})

test('text that is no JSON stays text', async () => {
  const { state, draft, composed } = await composing({ stream: 'order-1' })
  state().editDraft({ data: json('{"a":') })
  state().showDataAs('form')
  expect(draft()?.data).toEqual(json('{"a":'))
  expect(composed()?.failure?.member).toBe('data')
})

test('what is written can be inserted into a what-if at the playhead, and the store stays as it was', async () => {
  const { state, settled, composed } = await composing({ stream: 'order-1' })
  state().scrubTo(4 as Position)
  await settled()
  state().editDraft({ type: 'OrderCancelled', data: json('{"why":"late"}') })
  state().addDraft('current')
  state().insertDrafts()
  await settled()
  expect(composed()).toBeUndefined()
  expect(state()).toMatchObject({ head: 24, side: 'what-if', activeWhatIf: 'What if' })
  const inserted = { after: 4, stream: 'order-1', type: 'OrderCancelled', data: '{"why":"late"}', metadata: '{}' }
  expect(state().whatIfs[0]?.insert).toEqual([inserted, inserted])
})
