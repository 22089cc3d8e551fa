import { expect, test } from 'vitest'
import { exportCloudevents } from '../../../src/transfer/export/export-cloudevents.ts'
import { exported, storedEvent } from './exported-events.ts'

async function written(metadata: string): Promise<Record<string, unknown>> {
  const events = [storedEvent({ stream: 'order/ä-7', data: '{"cents":5}', metadata, number: 4 })]
  const [event] = JSON.parse((await exported(events, exportCloudevents)).toString())
  return event
}

test('a CloudEvent has its stream as subject, and what Epoch makes the same event of', async () => {
  expect(await written('{"actorId":"u1"}')).toEqual({
    specversion: '1.0',
    id: 'id 4',
    source: 'epoch:order%2F%C3%A4',
    datacontenttype: 'application/json',
    type: 'Placed',
    subject: 'order/ä-7',
    time: '2023-11-14T22:13:20.123456Z',
    epochposition: '12',
    epochstream: 'order/ä-7',
    epochversion: '4',
    epochid: 'id 4',
    epochschemaversion: 1,
    epochmetadata: '{"actorId":"u1"}',
    data: { cents: 5 },
  })
})

test('one that was a CloudEvent before has its id, source, media type and extension attributes again', async () => {
  const before =
    '{"specversion":"1.0","id":"A-1","source":"/shop","datacontenttype":"text/json","dataschema":"/s","traceparent":"00-ab","n":7,"ok":true,"Odd":"x","deep":{},"epochid":"y","none":null}'
  expect(await written(`{"ce":${before}}`)).toMatchObject({
    specversion: '1.0',
    id: 'A-1',
    source: '/shop',
    datacontenttype: 'text/json',
    dataschema: '/s',
    traceparent: '00-ab',
    n: 7,
    ok: true,
    epochid: 'id 4',
  })
  const { Odd, deep, none } = await written(`{"ce":${before}}`)
  expect([Odd, deep, none]).toEqual([undefined, undefined, undefined])
})

test.each([
  '{"ce":1}',
  '{"ce":{"id":"A-1"}}',
  '{"ce":{"id":1,"source":"/s"}}',
  '{"ce":{"id":"","source":"/s"}}',
  '{"x":"\\"ce\\""}',
  '{"x":{"ce":{}}}',
])('metadata that only looks like a CloudEvent changes nothing: %s', async (metadata) => {
  expect(await written(metadata)).toMatchObject({
    id: 'id 4',
    source: 'epoch:order%2F%C3%A4',
    epochmetadata: metadata,
  })
})
