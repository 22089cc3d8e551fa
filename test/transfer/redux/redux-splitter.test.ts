import { describe, expect, test } from 'vitest'
import { type StreamName, streamName } from '../../../src/core/event.ts'
import { readRecords } from '../../../src/transfer/read-records.ts'
import { reduxActionShape } from '../../../src/transfer/redux/redux-action-shape.ts'
import { MAX_REDUX_BYTES, ReduxSplitter } from '../../../src/transfer/redux/redux-splitter.ts'
import { collect } from '../collect.ts'
import { inChunks } from '../text-chunks.ts'

function reduxHistory(chunks: AsyncIterable<Uint8Array>, options: { readonly stream?: StreamName } = {}) {
  return readRecords(chunks, new ReduxSplitter(), { ...options, shapes: [reduxActionShape] })
}

function read(text: string, options: { readonly stream?: StreamName } = {}, size = 1 << 16) {
  return collect(reduxHistory(inChunks(Buffer.from(text), size), options))
}

const actions = '[{"type":"@@INIT"},{"type":"cart/add","payload":{"n": 9007199254740993},"meta":{"é":1}}]'
const exported = JSON.stringify({ payload: actions, preloadedState: '{}' })
const lifted = `{"monitorState":{},"nextActionId":3,"actionsById":{
"0":{"type":"PERFORM_ACTION","action":{"type":"@@INIT"},"timestamp":1709294400000},
"2":{"type":"PERFORM_ACTION","action":{"payload":[1 ],"type":"cart/pay"},"timestamp":1709294402000,"stack":"x"},
"1":{"type":"PERFORM_ACTION","action":{"type":"cart/add","n":1.0},"timestamp":1709294401000}},
"stagedActionIds":[0,1,2],"skippedActionIds":[],"computedStates":[{"state":{}}]}`

describe('an export of Redux DevTools', () => {
  test('its actions are events in the stream redux, in the order of the export', async () => {
    const { events, faults } = await read(exported)
    expect(faults).toEqual([])
    expect(events).toMatchObject([
      { stream: 'redux', type: '@@INIT', data: '{}', metadata: '{}' },
      { stream: 'redux', type: 'cart/add', data: '{"payload":{"n": 9007199254740993},"meta":{"é":1}}' },
    ])
    expect((await read(`{"payload":${actions}}`)).events).toEqual(events)
  })

  test("the tools' own state is read in the order of its staged actions, with their times", async () => {
    const expected = [
      { stream: 'app', type: '@@INIT', data: '{}', createdAtUs: 1_709_294_400_000_000 },
      { stream: 'app', type: 'cart/add', data: '{"n":1.0}', createdAtUs: 1_709_294_401_000_000 },
      { stream: 'app', type: 'cart/pay', data: '{"payload":[1 ]}', createdAtUs: 1_709_294_402_000_000 },
    ]
    for (const text of [lifted, JSON.stringify({ payload: lifted })])
      expect((await read(text, { stream: streamName('app') })).events).toMatchObject(expected)
  })

  test('the same actions have the same ids in a later export, and those that are alike are told apart', async () => {
    const first = await read('{"payload":[{"type":"T"},{"type":"T"}]}')
    const later = await read('{"payload":[{"type":"T"},{"type":"T"},{"type":"T"}]}', {}, 3)
    expect(later.events.slice(0, 2)).toEqual(first.events)
    expect(new Set(later.events.map(({ id }) => id)).size).toBe(3)
  })

  test('an action that is staged twice is one event', async () => {
    const { events } = await read(lifted.replace('[0,1,2]', '[0,1,1,2,1]'))
    expect(events).toHaveLength(3)
  })

  test('many actions in an order of their own are read in one go', { timeout: 20_000 }, async () => {
    const ids = Array.from({ length: 50_000 }, (_, id) => id)
    const byId = ids.map((id) => `"${id}":{"type":"PERFORM_ACTION","action":{"type":"T","n":${id}},"timestamp":1}`)
    const { events } = await read(`{"actionsById":{${byId.join(',')}},"stagedActionIds":[${ids.reverse().join(',')}]}`)
    expect(events[0]?.data).toBe('{"n":49999}')
    expect(events).toHaveLength(50_000)
  })

  test('an action without a type is a fault in its place', async () => {
    const text = lifted.replace('"type":"cart/pay"', '"type":7')
    const { events, faults } = await read(text)
    expect(events).toHaveLength(2)
    const line = text.split('\n')[2] ?? ''
    expect(faults).toMatchObject([
      {
        code: 'import-bad-event',
        message: "the event's type must be text and is 7",
        line: 3,
        byteOffset: text.indexOf('{"type":"PERFORM_ACTION","action":{"payload"'),
        column: line.indexOf('7}') + 1,
      },
    ])
  })

  test.each([
    { text: '{"payload":"[{]"}', code: 'import-bad-json', column: 12, says: 'in the payload' },
    { text: '{"payload":7}', code: 'import-bad-event', column: 12, says: 'nothing is there' },
    { text: '{"actionsById":[]}', code: 'import-bad-event', column: 1, says: 'nothing is there' },
    { text: '{"payload":[', code: 'import-bad-json', column: 13, says: 'the text ends' },
  ])('$text is one fault', async ({ text, code, column, says }) => {
    const { events, faults } = await read(text)
    expect(events).toEqual([])
    expect(faults).toMatchObject([{ code, line: 1, byteOffset: 0, column }])
    expect(faults[0]?.message).toContain(says)
  })

  test('one of more than 64 MiB is refused, and is not held', async () => {
    async function* endless(): AsyncGenerator<Uint8Array, void> {
      const chunk = Buffer.alloc(1 << 20, ' ')
      for (let bytes = 0; bytes <= MAX_REDUX_BYTES; bytes += chunk.length) yield chunk
    }
    const { faults } = await collect(reduxHistory(endless()))
    expect(faults).toMatchObject([{ code: 'import-line-too-long', line: 1 }])
    expect(faults[0]?.message).toContain('64 MiB')
  })
})
