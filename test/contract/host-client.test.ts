import { describe, expect, test } from 'vitest'
import { encodeFrame, FrameDecoder } from '../../src/contract/frame-codec.ts'
import { connectHost, type HostClient, SUBSCRIPTION_WINDOW } from '../../src/contract/host-client.ts'
import type { StoreId } from '../../src/contract/host-contract.ts'
import { Inbox } from '../../src/contract/inbox.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import type { HostFrame, Transport } from '../../src/contract/transport.ts'
import { EpochError } from '../../src/core/errors.ts'

const store = 'store-1' as StoreId

/** A client and the bare far end of its wire. */
class FarEnd {
  readonly client: HostClient
  readonly wire: Transport
  readonly #frames = new Inbox<unknown>()
  readonly #decoder = new FrameDecoder()

  constructor() {
    const [near, far] = loopbackPair()
    this.client = connectHost(near)
    this.wire = far
    far.listen(
      (text) => {
        const decoded = this.#decoder.push(text)
        if (decoded) this.#frames.put(decoded.value)
      },
      () => this.#frames.end(),
    )
  }

  /** The next frame that the client sent; nothing when it has closed. */
  async received(): Promise<unknown> {
    return (await this.#frames.take())?.item
  }

  send(frame: HostFrame): void {
    for (const text of encodeFrame(frame)) this.wire.send(text)
  }
}

async function all<Message>(messages: AsyncIterable<Message>): Promise<Message[]> {
  const read: Message[] = []
  for await (const message of messages) read.push(message)
  return read
}

describe('a request', () => {
  test('resolves with the output that comes under its number', async () => {
    const host = new FarEnd()
    const first = host.client.request('types.list', { store })
    const second = host.client.request('log.positionAtTime', { store, atUs: 5 })
    expect(await host.received()).toEqual({ kind: 'request', id: 1, name: 'types.list', input: { store } })
    expect(await host.received()).toMatchObject({ id: 2, input: { atUs: 5 } })
    host.send({ kind: 'output', id: 2, output: { position: 7 } })
    host.send({ kind: 'output', id: 1, output: { types: [] } })
    expect(await second).toEqual({ position: 7 })
    expect(await first).toEqual({ types: [] })
  })

  test('rejects with the EpochError that the host sent', async () => {
    const host = new FarEnd()
    const asked = host.client.request('types.list', { store })
    host.send({ kind: 'error', id: 1, error: { code: 'store-not-open', message: 'not open', details: { a: 1 } } })
    const error = await asked.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(EpochError)
    expect(error).toMatchObject({ code: 'store-not-open', message: 'not open', details: { a: 1 } })
  })

  test('rejects at once with the reason when it is aborted, and tells the host', async () => {
    const host = new FarEnd()
    const controller = new AbortController()
    const asked = host.client.request('types.list', { store }, controller.signal)
    await host.received()
    controller.abort(new Error('not needed'))
    await expect(asked).rejects.toThrow('not needed')
    expect(await host.received()).toEqual({ kind: 'cancel', id: 1 })
    host.send({ kind: 'output', id: 1, output: { types: [] } })
    const next = host.client.request('types.list', { store })
    host.send({ kind: 'output', id: 2, output: { types: [] } })
    expect(await next).toEqual({ types: [] })
  })

  test('that is aborted already is never sent', async () => {
    const host = new FarEnd()
    const signal = AbortSignal.abort(new Error('too late'))
    await expect(host.client.request('types.list', { store }, signal)).rejects.toThrow('too late')
    host.client.close()
    expect(await host.received()).toBeUndefined()
  })

  test('rejects with host-unreachable when the host goes, and so does every later one', async () => {
    const host = new FarEnd()
    const asked = host.client.request('types.list', { store })
    host.wire.close()
    await expect(asked).rejects.toMatchObject({ code: 'host-unreachable' })
    await host.client.closed
    await expect(host.client.request('types.list', { store })).rejects.toMatchObject({ code: 'host-unreachable' })
  })

  test('of sixteen megabytes arrives whole', async () => {
    const host = new FarEnd()
    const data = JSON.stringify('\u0001€😀'.repeat(1_000_000))
    const draft = { type: 'Large', data, metadata: '{}' }
    const input = { store, stream: 'large-1', expectedVersion: 'any' as const, events: [draft] }
    const asked = host.client.request('events.append', input)
    expect(await host.received()).toMatchObject({ input: { events: [{ data }] } })
    host.client.close()
    await expect(asked).rejects.toMatchObject({ code: 'host-unreachable' })
  })
})

describe('a subscription', () => {
  test('begins with a window of credit and grants each message back once the reader comes for more', async () => {
    const host = new FarEnd()
    const messages = host.client.subscribe('files.offered', {})[Symbol.asyncIterator]()
    const first = messages.next()
    expect(await host.received()).toMatchObject({ kind: 'subscribe', id: 1, credit: SUBSCRIPTION_WINDOW })
    host.send({ kind: 'message', id: 1, message: 'a' })
    host.send({ kind: 'message', id: 1, message: 'b' })
    expect((await first).value).toBe('a')
    expect((await messages.next()).value).toBe('b')
    expect(await host.received()).toEqual({ kind: 'credit', id: 1, credit: 1 })
    await messages.return?.()
    expect(await host.received()).toEqual({ kind: 'cancel', id: 1 })
  })

  test('is given as the text that the host wrote where that is asked for, beside one that is not', async () => {
    const host = new FarEnd()
    const texts = host.client.subscribeText?.('files.offered', {})[Symbol.asyncIterator]()
    const messages = host.client.subscribe('files.offered', {})[Symbol.asyncIterator]()
    const [text, message] = [texts?.next(), messages.next()]
    await host.received()
    await host.received()
    const large = { a: '}'.repeat(1_000_000), ключ: ['"', '\\'] }
    host.send({ kind: 'message', id: 1, message: large })
    host.send({ kind: 'message', id: 2, message: large })
    expect((await text)?.value).toBe(JSON.stringify(large))
    expect((await message).value).toEqual(large)
    const end = texts?.next()
    expect(await host.received()).toEqual({ kind: 'credit', id: 1, credit: 1 })
    host.send({ kind: 'error', id: 1, error: { code: 'store-gone', message: 'gone', details: {} } })
    await expect(end).rejects.toMatchObject({ code: 'store-gone' })
  })

  test('ends after its last message, without a cancel', async () => {
    const host = new FarEnd()
    const read = all(host.client.subscribe('files.offered', {}))
    await host.received()
    host.send({ kind: 'message', id: 1, message: 'a' })
    host.send({ kind: 'end', id: 1 })
    expect(await read).toEqual(['a'])
    host.client.close()
    expect(await host.received()).toBeUndefined()
  })

  test('drops what waits and rejects at once when it is aborted', async () => {
    const host = new FarEnd()
    const controller = new AbortController()
    const messages = host.client.subscribe('files.offered', {}, controller.signal)[Symbol.asyncIterator]()
    const first = messages.next()
    await host.received()
    for (const message of ['a', 'b', 'c']) host.send({ kind: 'message', id: 1, message })
    await first
    controller.abort(new Error('enough'))
    await expect(messages.next()).rejects.toThrow('enough')
  })

  test('rejects when the host goes', async () => {
    const host = new FarEnd()
    const read = all(host.client.subscribe('files.offered', {}))
    await host.received()
    host.wire.close()
    await expect(read).rejects.toMatchObject({ code: 'host-unreachable' })
  })
})

test.each([
  'no JSON',
  '[]',
  '{"kind":"output"}',
  '{"kind":"error","id":1,"error":{"code":"?"}}',
  '{"kind":"x","id":1}',
])('a host that sends %s is left', async (text) => {
  const host = new FarEnd()
  const asked = host.client.request('types.list', { store })
  host.wire.send(text)
  await expect(asked).rejects.toMatchObject({ code: 'host-unreachable' })
  await host.client.closed
})
