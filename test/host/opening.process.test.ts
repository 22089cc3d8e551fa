import { execFileSync } from 'node:child_process'
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect } from 'vitest'
import type { Ticket } from '../../src/contract/host-contract.ts'
import { draft, messagesOf, openedBy, order, hostTest as test, ticketOf } from './host-test.ts'

describe('opening', () => {
  test('what the host was started with gives its store, named and recognised', async ({ hosts, storePath }) => {
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    expect(await openedBy(client)).toMatchObject({
      name: 'orders.db',
      recognised: { kind: 'Epoch', sureness: 'certain', reasons: [expect.stringContaining('schema')], notes: [] },
      status: {
        summary: { events: 20, streams: 1 },
        trouble: '',
        canAllowAppends: true,
        capabilities: { append: false },
      },
    })
  })

  test('what the host was started with can be done before any client, who then finds it open', async ({
    hosts,
    folder,
  }) => {
    const file = join(folder, 'log.ndjson')
    await writeFile(file, '{"stream":"order-1","type":"OrderPlaced"}\n')
    const host = hosts.start({ startedWith: file })
    const ahead = { signal: new AbortController().signal, onProgress: () => {} }
    expect(await host.openStarted(ahead)).toMatchObject({ added: 1 })
    await appendFile(file, '{"stream":"order-1","type":"OrderPaid"}\n')
    const messages = await messagesOf(host.connectClient().client)
    expect(messages).toMatchObject([
      { kind: 'opened', imported: { added: 1 }, store: { status: { summary: { events: 1 } } } },
    ])
  })

  test('ahead of any client fails as it would for one', async ({ hosts, folder }) => {
    const file = join(folder, 'notes.txt')
    await writeFile(file, 'notes\n'.repeat(100))
    const ahead = { signal: new AbortController().signal, onProgress: () => {} }
    await expect(hosts.start({ startedWith: file }).openStarted(ahead)).rejects.toMatchObject({
      code: 'import-unrecognised',
    })
  })

  test('with a guess for a ticket opens nothing', async ({ hosts, storePath }) => {
    const { client } = hosts.start().connectClient()
    for (const guess of [storePath, 'ticket', '../orders.db'])
      await expect(messagesOf(client, guess as Ticket)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('the same file twice gives two ids of one store', async ({ hosts, storePath }) => {
    const host = hosts.start({ startedWith: storePath })
    const { client: one } = host.connectClient()
    const { client: two } = host.connectClient()
    const [first, second] = [await openedBy(one), await openedBy(two)]
    expect(first.id).not.toBe(second.id)
    await expect(two.request('types.list', { store: first.id })).rejects.toMatchObject({ code: 'store-not-open' })
    await one.request('store.close', { store: first.id })
    expect(await two.request('types.list', { store: second.id })).toMatchObject({ types: [{ events: 20 }] })
  })

  test('a file makes it a recent one, for every host on the same folder', async ({ hosts, storePath }) => {
    await openedBy(hosts.start({ startedWith: storePath }).connectClient().client)
    const { client } = hosts.start().connectClient()
    const { files } = await client.request('files.list', {})
    expect(files).toMatchObject([{ name: 'orders.db', recent: true }])
    expect(await openedBy(client, files[0]?.ticket)).toMatchObject({ name: 'orders.db' })
  })

  test('a file of events imports it, says its faults, and again only what is new', async ({ hosts, folder }) => {
    const file = join(folder, 'log.ndjson')
    const line = (n: number) => `{"stream":"order-1","type":"OrderPlaced","id":"id-${n}","data":{"n":${n}}}\n`
    await writeFile(file, `${line(1)}not JSON\n${line(2)}`)
    const { client } = hosts.start({ startedWith: file }).connectClient()
    const messages = await messagesOf(client)
    expect(messages[0]).toMatchObject({ kind: 'progress', what: 'Importing log.ndjson' })
    expect(messages.at(-1)).toMatchObject({
      kind: 'opened',
      store: { name: 'log.ndjson', status: { summary: { events: 2 }, canAllowAppends: false } },
      imported: { added: 2, known: 0, faultCount: 1, faults: [{ code: 'import-bad-json', line: 2 }] },
    })
    await appendFile(file, line(3))
    const again = await openedBy(hosts.start({ startedWith: file }).connectClient().client)
    expect(again).toMatchObject({ imported: { added: 1, known: 2 }, status: { summary: { events: 3 } } })
  })

  test('a git repository imports its history', async ({ hosts, folder }) => {
    const repository = join(folder, 'project')
    await mkdir(repository)
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: repository })
    git('init', '--quiet')
    await writeFile(join(repository, 'readme.md'), 'hello\n')
    git('add', '.')
    git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'First')
    const opened = await openedBy(hosts.start({ startedWith: repository }).connectClient().client)
    expect(opened).toMatchObject({ name: 'project', imported: { added: 2 }, status: { summary: { streams: 2 } } })
    const again = await openedBy(hosts.start({ startedWith: repository }).connectClient().client)
    expect(again).toMatchObject({ imported: { added: 0 }, status: { summary: { events: 2 } } })
  })

  test('what is no store is an error by name, that the host survives', async ({ hosts, folder, storePath }) => {
    await writeFile(join(folder, 'text.db'), 'Dear diary')
    await mkdir(join(folder, 'folder'))
    const host = hosts.start({ startedWith: join(folder, 'text.db'), dialogs: { choose: async () => chosen.shift() } })
    const chosen = [join(folder, 'missing'), join(folder, 'folder')]
    const { client } = host.connectClient()
    await expect(messagesOf(client)).rejects.toMatchObject({ code: 'import-unrecognised' })
    for (const code of ['store-not-found', 'not-a-git-repository']) {
      const { ticket } = await client.request('files.choose', { purpose: 'open' })
      await expect(messagesOf(client, ticket)).rejects.toMatchObject({ code })
    }
    expect(await openedBy(client, await ticketOf(client, basename(storePath)))).toMatchObject({
      recognised: { kind: 'Epoch' },
    })
  })

  test('events in a file with any other name are imported as well', async ({ hosts, folder }) => {
    const file = join(folder, 'events.txt')
    await writeFile(file, '\n {"stream":"order-1","type":"OrderPlaced"}\n')
    const opened = await openedBy(hosts.start({ startedWith: file }).connectClient().client)
    expect(opened).toMatchObject({ imported: { added: 1 } })
  })
})

describe('the demo', () => {
  test('is made once, with progress, and takes appends', { timeout: 120_000 }, async ({ hosts }) => {
    const host = hosts.start()
    const { client } = host.connectClient()
    const messages = await messagesOf(client)
    expect(messages).toContainEqual(expect.objectContaining({ kind: 'progress', total: 100_000 }))
    const last = messages.at(-1)
    if (last?.kind !== 'opened') throw new Error('not opened')
    expect(last.store).toMatchObject({ status: { summary: { events: 100_000 }, capabilities: { append: true } } })
    await client.request('events.append', { store: last.store.id, ...order, events: [draft] })
    await host.dispose()
    const again = await messagesOf(hosts.start().connectClient().client)
    expect(again).toMatchObject([{ kind: 'opened', store: { status: { summary: { events: 100_001 } } } }])
  })
})
