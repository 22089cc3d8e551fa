import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import type { HostClient } from '../../src/contract/host-client.ts'
import type { StoreStatus } from '../../src/contract/host-contract.ts'
import { position } from '../../src/core/event.ts'
import { EVERYTHING } from '../../src/core/event-filter.ts'
import { append, events } from '../backends/store-test.ts'
import { draft, openedBy, order, hostTest as test } from './host-test.ts'

describe('appends', () => {
  test('are off for a file, and stay on for it once somebody allowed them', async ({ hosts, storePath }) => {
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id } = await openedBy(client)
    const appending = { store: id, ...order, events: [draft] }
    await expect(client.request('events.append', appending)).rejects.toMatchObject({
      code: 'store-read-only',
      message: expect.stringContaining('Allow appends'),
    })
    const status = await client.request('store.allowAppends', { store: id, allowed: true })
    expect(status.capabilities).toMatchObject({ append: true, whyNoAppend: '' })
    expect(await client.request('events.append', appending)).toMatchObject({ version: 21, repeated: false })

    const { client: later } = hosts.start({ startedWith: storePath }).connectClient()
    expect((await openedBy(later)).status.capabilities.append).toBe(true)
  })

  test('to an import are refused, and so is the switch, with the reason', async ({ hosts, folder }) => {
    await writeFile(join(folder, 'log.ndjson'), '{"stream":"order-1","type":"OrderPlaced"}\n')
    const { client } = hosts.start({ startedWith: join(folder, 'log.ndjson') }).connectClient()
    const { id, status } = await openedBy(client)
    expect(status.capabilities.whyNoAppend).toContain("somebody else's history")
    for (const refused of [
      client.request('store.allowAppends', { store: id, allowed: true }),
      client.request('events.append', { store: id, ...order, events: [draft] }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'store-read-only' })
  })

  test('that are wrong end by name, and nothing is written', async ({ hosts, storePath }) => {
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id } = await openedBy(client)
    await client.request('store.allowAppends', { store: id, allowed: true })
    const wrongs = [
      { wrong: { stream: 'a\u0007b' }, code: 'bad-name' },
      { wrong: { stream: '' }, code: 'bad-name' },
      { wrong: { events: [{ ...draft, type: '' }] }, code: 'bad-name' },
      { wrong: { events: [{ ...draft, data: '{"a":}' }] }, code: 'invalid-event' },
      { wrong: { events: [draft, { ...draft, data: '' }] }, code: 'invalid-event' },
      { wrong: { events: [{ ...draft, metadata: '[1]' }] }, code: 'invalid-event' },
      { wrong: { expectedVersion: 7 }, code: 'wrong-expected-version' },
      { wrong: { expectedVersion: 'no-stream' as const }, code: 'wrong-expected-version' },
    ]
    for (const { wrong, code } of wrongs) {
      const appending = client.request('events.append', { store: id, ...order, events: [draft], ...wrong })
      await expect(appending).rejects.toMatchObject({ code })
    }
    expect(await client.request('types.list', { store: id })).toMatchObject({ types: [{ events: 20 }] })
  })
})

describe('what happens to an open store', () => {
  test('an append of another client is seen by whoever watches', async ({ hosts, storePath }) => {
    const host = hosts.start({ startedWith: storePath })
    const { client: one } = host.connectClient()
    const { client: two } = host.connectClient()
    const [mine, theirs] = [await openedBy(one), await openedBy(two)]
    const seen = statusWhere(one, mine.id, ({ summary }) => summary.events === 21)
    const delivered = versionsAfter(one, mine.id, 20)
    await two.request('store.allowAppends', { store: theirs.id, allowed: true })
    await two.request('events.append', { store: theirs.id, ...order, events: [draft] })
    expect((await seen).capabilities.append).toBe(true)
    expect(await delivered).toEqual([21])
  })

  test('a commit that does not come through the host is seen without being asked for', async ({ hosts, storePath }) => {
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id } = await openedBy(client)
    const delivered = versionsAfter(client, id, 20)
    const seen = statusWhere(client, id, ({ summary }) => summary.events === 23)
    const other = await openSqliteStore(storePath, { mode: 'write' })
    await append(other, ...events(3, 'order-1', 'OrderPaid'))
    expect((await delivered)[0]).toBe(21)
    await seen
    await other.dispose()
  })

  test.skipIf(process.platform === 'win32')(
    'that its file is gone is said to whoever watches, with what was known last',
    async ({ hosts, storePath }) => {
      const { client } = hosts.start({ startedWith: storePath }).connectClient()
      const { id } = await openedBy(client)
      const gone = statusWhere(client, id, ({ trouble }) => trouble !== '')
      await rm(storePath)
      expect(await gone).toMatchObject({ trouble: expect.stringContaining(storePath), summary: { events: 20 } })
    },
  )

  test('its workspace survives the host', async ({ hosts, storePath }) => {
    const first = hosts.start({ startedWith: storePath }).connectClient().client
    const { id } = await openedBy(first)
    expect(await first.request('workspace.read', { store: id })).toEqual({})
    await first.request('workspace.write', { store: id, workspace: { playhead: 7 } })
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const opened = await openedBy(client)
    expect(await client.request('workspace.read', { store: opened.id })).toEqual({ workspace: { playhead: 7 } })
  })

  test('events are read in pages, after a position and up to one', async ({ hosts, storePath }) => {
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id, status } = await openedBy(client)
    const { head } = status.summary
    const read = (after: number) =>
      client.request('events.read', { store: id, after: position(after), upTo: head, filter: EVERYTHING })
    expect((await read(0)).events).toHaveLength(20)
    expect((await read(head)).events).toEqual([])
  })

  test('after the host is disposed of, its clients get store-not-open', async ({ hosts, storePath }) => {
    const host = hosts.start({ startedWith: storePath })
    const { client } = host.connectClient()
    const { id } = await openedBy(client)
    await host.dispose()
    await expect(client.request('types.list', { store: id })).rejects.toMatchObject({ code: 'store-not-open' })
  })
})

test('a file offered from outside the window reaches it, also before it asks', async ({ hosts, storePath }) => {
  const { client, connection } = hosts.start().connectClient()
  connection.offer(storePath)
  for await (const { ticket } of client.subscribe('files.offered', {})) {
    expect(await openedBy(client, ticket)).toMatchObject({ name: 'orders.db' })
    break
  }
})

test('a host with dialogs answers with a ticket for what was chosen, and with none when nothing was', async ({
  hosts,
  storePath,
}) => {
  const chosen = [storePath, undefined]
  const { client } = hosts.start({ dialogs: { choose: async () => chosen.shift() } }).connectClient()
  expect(await client.request('host.info', {})).toMatchObject({ host: 'browser', dialogs: true, version: /^\d/ })
  const { ticket } = await client.request('files.choose', { purpose: 'open' })
  expect(await openedBy(client, ticket)).toMatchObject({ name: 'orders.db' })
  expect(await client.request('files.choose', { purpose: 'import' })).toEqual({})
})

async function statusWhere(
  client: HostClient,
  store: Awaited<ReturnType<typeof openedBy>>['id'],
  fits: (status: StoreStatus) => boolean,
): Promise<StoreStatus> {
  for await (const status of client.subscribe('store.watch', { store })) if (fits(status)) return status
  throw new Error('the watch ended')
}

async function versionsAfter(
  client: HostClient,
  store: Awaited<ReturnType<typeof openedBy>>['id'],
  after: number,
): Promise<number[]> {
  const input = { store, after: position(after), filter: EVERYTHING }
  for await (const message of client.subscribe('events.subscribe', input))
    if (message.kind === 'events') return message.events.map((event) => event.version)
  throw new Error('the subscription ended')
}
