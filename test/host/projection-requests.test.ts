import { expect } from 'vitest'
import { MAX_VALUES_BYTES } from '../../src/contract/host-contract.ts'
import { openedBy, hostTest as test } from './host-test.ts'

test('a window keeps its projections in files, and hears of them', async ({ hosts, storePath }) => {
  const { client } = hosts.start({ startedWith: storePath }).connectClient()
  const { id: store } = await openedBy(client)
  await client.request('projections.save', { store, name: 'status.ts', source: 'export default 1' })
  for await (const { files, place } of client.subscribe('projections.watch', { store })) {
    expect(files).toEqual([{ name: 'status.ts', source: 'export default 1' }])
    expect(place).toContain('orders-db')
    break
  }
  await expect(client.request('projections.save', { store, name: '../status.ts', source: '' })).rejects.toMatchObject({
    code: 'invalid-request',
  })
})

test('values go out and come back byte for byte, a whole part at a time', async ({ hosts, storePath }) => {
  const { client } = hosts.start({ startedWith: storePath }).connectClient()
  const { values } = await client.request('values.open', {})
  const part = Buffer.from(Uint8Array.from({ length: MAX_VALUES_BYTES }, (_, at) => at * 7))
  await client.request('values.append', { values, base64: part.toString('base64') })
  await client.request('values.append', { values, base64: Buffer.from('end').toString('base64') })
  const whole = await client.request('values.read', { values, ranges: [[3, MAX_VALUES_BYTES + 3]] })
  expect(Buffer.from(whole.base64, 'base64').equals(Buffer.concat([part.subarray(3), Buffer.from('end')]))).toBe(true)
  await expect(client.request('values.append', { values, base64: 'not base64!' })).rejects.toMatchObject({
    code: 'invalid-request',
  })
  await client.request('values.close', { values })
})

test('samples of a type are events of that type, in order', async ({ hosts, storePath }) => {
  const { client } = hosts.start({ startedWith: storePath }).connectClient()
  const { id: store } = await openedBy(client)
  const [type] = (await client.request('types.list', { store })).types
  if (type === undefined) throw new Error('the store has events')
  const { events } = await client.request('types.samples', { store, type: type.name, limit: 3 })
  expect(events.map((event) => event.type)).toEqual(Array.from({ length: Math.min(3, type.events) }, () => type.name))
  expect(events.map(({ position }) => position)).toEqual(events.map(({ position }) => position).sort((a, b) => a - b))
})
