import { spawnSync } from 'node:child_process'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { describe, expect } from 'vitest'
import type { HostClient } from '../../src/contract/host-client.ts'
import type { ExportChoice, ExportMessage, ImportMessage, StoreId, Ticket } from '../../src/contract/host-contract.ts'
import { position } from '../../src/core/event.ts'
import { EVERYTHING, filterText } from '../../src/core/event-filter.ts'
import type { StoreMapping } from '../../src/core/store-mapping.ts'
import { openedBy, hostTest as test, ticketOf } from './host-test.ts'

async function imported(client: HostClient, store: StoreId, ticket: Ticket): Promise<readonly ImportMessage[]> {
  return await all(client.subscribe('store.import', { store, ticket }))
}

async function all<Message>(messages: AsyncIterable<Message>): Promise<readonly Message[]> {
  const read: Message[] = []
  for await (const message of messages) read.push(message)
  return read
}

async function exported(client: HostClient, store: StoreId, choice: Partial<ExportChoice>) {
  const asked: ExportChoice = { format: 'ndjson', filter: EVERYTHING, masks: [], ...choice }
  const messages: readonly ExportMessage[] = await all(client.subscribe('store.export', { store, ...asked }))
  const parts = messages.flatMap((message) => (message.kind === 'part' ? [Buffer.from(message.base64, 'base64')] : []))
  return { bytes: Buffer.concat(parts), last: messages.at(-1) }
}

const lines = ['{"stream":"cart-1","type":"CartOpened","data":{"email":"ada@example.org"}}', '{"stream":"cart-1"}', '{']

describe('an import into an open store', () => {
  test('adds what can be added, reports the rest, and whoever watches sees the events', async ({
    hosts,
    storePath,
    folder,
  }) => {
    await writeFile(join(folder, 'carts.ndjson'), `${lines.join('\n')}\n`)
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id } = await openedBy(client)
    await client.request('store.allowAppends', { store: id, allowed: true })
    const ticket = await ticketOf(client, 'carts.ndjson')
    const messages = await imported(client, id, ticket)
    expect(messages[0]).toMatchObject({ kind: 'progress', what: 'Importing carts.ndjson' })
    expect(messages.at(-1)).toMatchObject({
      kind: 'imported',
      imported: {
        format: expect.stringContaining('one a line'),
        added: 1,
        known: 0,
        faultCount: 2,
        faults: [
          { line: 2, code: 'import-bad-event', severity: 'error' },
          { line: 3, code: 'import-bad-json', severity: 'error' },
        ],
      },
    })
    const event = { event: { stream: 'cart-1', type: 'CartOpened' } }
    await expect.poll(() => client.request('event.get', { store: id, position: position(21) })).toMatchObject(event)
    expect((await imported(client, id, ticket)).at(-1)).toMatchObject({ imported: { added: 0, known: 1 } })
  })

  test('takes the events of a store of another application', async ({ hosts, storePath, folder }) => {
    const other = hosts.start({ startedWith: storePath }).connectClient().client
    const { id: from } = await openedBy(other)
    const slice = await exported(other, from, { format: 'epoch', positions: [position(3), position(5)] })
    await writeFile(join(folder, 'slice.db'), slice.bytes)
    await writeFile(join(folder, 'target.ndjson'), lines[0] ?? '')
    const { client } = hosts.start({ startedWith: join(folder, 'slice.db') }).connectClient()
    const { id, status } = await openedBy(client)
    expect(status.summary.events).toBe(2)
    await client.request('store.allowAppends', { store: id, allowed: true })
    const last = (await imported(client, id, await ticketOf(client, 'orders.db'))).at(-1)
    expect(last).toMatchObject({ kind: 'imported', imported: { format: 'Epoch', added: 18, known: 2 } })
  })

  test('is refused where appends are off, with the way out', async ({ hosts, storePath, folder }) => {
    await writeFile(join(folder, 'carts.ndjson'), lines.join('\n'))
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id } = await openedBy(client)
    const refused = imported(client, id, await ticketOf(client, 'carts.ndjson'))
    await expect(refused).rejects.toMatchObject({
      code: 'store-read-only',
      message: expect.stringContaining('Allow appends'),
    })
  })

  test('opens nothing where appends are off', async ({ hosts, storePath, folder }) => {
    await writeFile(join(folder, 'diary.ndjson'), 'Dear diary')
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id } = await openedBy(client)
    const refused = imported(client, id, await ticketOf(client, 'diary.ndjson'))
    await expect(refused).rejects.toMatchObject({ code: 'store-read-only' })
  })
})

describe('an export', () => {
  test('gives what fits the filter, byte for byte, in a file with a name', async ({ hosts, storePath }) => {
    const { client } = hosts.start({ startedWith: storePath }).connectClient()
    const { id } = await openedBy(client)
    const { bytes, last } = await exported(client, id, { filter: { where: filterText('position<=2') } })
    expect(
      bytes
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).position),
    ).toEqual([1, 2])
    expect(last).toMatchObject({ kind: 'exported', fileName: 'orders.ndjson', events: 2 })
  })

  test('keeps masked paths masked, and refuses a mask that is no path', async ({ hosts, folder }) => {
    await writeFile(join(folder, 'carts.ndjson'), lines[0] ?? '')
    const { client } = hosts.start({ startedWith: join(folder, 'carts.ndjson') }).connectClient()
    const { id } = await openedBy(client)
    const { bytes } = await exported(client, id, { format: 'csv', masks: ['data.email'] })
    expect(bytes.toString()).not.toContain('example.org')
    await expect(exported(client, id, { masks: ['no path'] })).rejects.toMatchObject({ code: 'invalid-filter' })
  })
})

describe('a table that Epoch does not know', () => {
  const mapping: StoreMapping = {
    table: 'happenings',
    columns: { stream: ['what'], type: 'kind', data: 'body' },
    payload: 'auto',
  }

  test('is told in its columns, previewed as mapped, and once mapped opened, as is every other like it', async ({
    hosts,
    folder,
  }) => {
    for (const name of ['one.db', 'two.db']) {
      const database = new Database(join(folder, name))
      database.exec(`CREATE TABLE happenings (what TEXT, kind TEXT, body TEXT);
        INSERT INTO happenings VALUES ('cart-1', 'CartOpened', '{"a":1}'), ('cart-1', 'CartClosed', 'bye');`)
      database.close()
    }
    const { client } = hosts.start({ root: folder }).connectClient()
    const ticket = await ticketOf(client, 'one.db')
    await expect(openedBy(client, ticket)).rejects.toMatchObject({ code: 'store-unknown-schema' })
    const outline = await client.request('files.outline', { ticket })
    expect(outline).toMatchObject({
      kind: 'database',
      tables: [{ name: 'happenings', columns: [{ name: 'what' }, {}, {}] }],
    })
    const preview = await client.request('files.previewMapping', { ticket, mapping })
    expect(preview.events).toMatchObject([{ stream: 'cart-1', version: 1, type: 'CartOpened' }, { version: 2 }])
    const wrong = { ...mapping, columns: { ...mapping.columns, type: 'nothing' } }
    await expect(client.request('files.saveMapping', { ticket, mapping: wrong })).rejects.toMatchObject({
      code: 'invalid-mapping',
    })
    await client.request('files.saveMapping', { ticket, mapping })
    for (const name of ['one.db', 'two.db']) {
      const { recognised, status } = await openedBy(client, await ticketOf(client, name))
      expect([recognised.sureness, status.summary.events]).toEqual(['mapped', 2])
    }
  })

  test('in a file of rows is mapped the same way', async ({ hosts, folder }) => {
    await writeFile(join(folder, 'rows.csv'), 'what;kind;body\ncart-1;CartOpened;"{""a"":1}"\ncart-2;CartOpened;2\n')
    const { client } = hosts.start({ root: folder }).connectClient()
    const ticket = await ticketOf(client, 'rows.csv')
    const ofRows = { ...mapping, table: '' }
    expect((await client.request('files.outline', { ticket })).tables[0]?.columns.map(({ name }) => name)).toEqual([
      'what',
      'kind',
      'body',
    ])
    const { events } = await client.request('files.previewMapping', { ticket, mapping: ofRows })
    expect(events).toMatchObject([{ stream: 'cart-1', type: 'CartOpened', preview: '{"a":1}' }, { stream: 'cart-2' }])
    await client.request('files.saveMapping', { ticket, mapping: ofRows })
    expect((await openedBy(client, ticket)).status.summary).toMatchObject({ events: 2, streams: 2 })
  })

  test.for([
    ['compressed rows', gzipSync('what;kind;body\ncart-1;CartOpened;"{""a"":1}"\n')],
    ['objects', '{"what":"cart-1","kind":"CartOpened","body":{"a":1}}\n'],
    ['an array of objects', '[\n  {\n    "what": "cart-1",\n    "kind": "CartOpened",\n    "body": {"a":1}\n  }\n]\n'],
  ] as const)('in a file of %s is mapped the same way', async ([_, text], { hosts, folder }) => {
    await writeFile(join(folder, 'rows.ndjson'), text)
    const { client } = hosts.start({ root: folder }).connectClient()
    const ticket = await ticketOf(client, 'rows.ndjson')
    const { tables } = await client.request('files.outline', { ticket })
    expect(tables).toMatchObject([
      { columns: ['what', 'kind', 'body'].map((name) => ({ name })), sample: [['cart-1', 'CartOpened', '{"a":1}']] },
    ])
    await client.request('files.saveMapping', { ticket, mapping: { ...mapping, table: '' } })
    expect((await openedBy(client, ticket)).status.summary).toMatchObject({ events: 1, streams: 1 })
  })
})

describe('a file that a page sent', () => {
  async function* bytesOf(...texts: readonly string[]) {
    for (const text of texts) yield Buffer.from(text)
  }

  test('is opened as a copy, said as such, is no recent file, and is gone with the host', async ({ hosts, folder }) => {
    const host = hosts.start()
    const { client } = host.connectClient()
    const ticket = await host.receive('../carts.ndjson', bytesOf(lines[0] ?? '', '\n'))
    const { name, recognised } = await openedBy(client, ticket)
    expect(name).toBe('carts.ndjson')
    expect(recognised.notes[0]).toContain('copy')
    expect((await client.request('files.list', {})).files).toEqual([])
    expect(await readdir(join(folder, 'home', 'dropped'))).toHaveLength(1)
    await host.dispose()
    expect(await readdir(join(folder, 'home', 'dropped'))).toEqual([])
  })

  test('with a long name in any script is kept under the end of it', async ({ hosts }) => {
    const host = hosts.start()
    const ticket = await host.receive(`${'漢'.repeat(200)}.ndjson`, bytesOf(lines[0] ?? ''))
    expect((await openedBy(host.connectClient().client, ticket)).name).toBe(`${'漢'.repeat(73)}.ndjson`)
  })

  test('that broke off leaves nothing', async ({ hosts, folder }) => {
    async function* broken() {
      yield Buffer.from('half')
      throw new Error('gone')
    }
    await expect(hosts.start().receive('half.db', broken())).rejects.toThrow('gone')
    const [own = ''] = await readdir(join(folder, 'home', 'dropped'))
    expect(await readdir(join(folder, 'home', 'dropped', own))).toEqual([])
  })

  test('to a host that was killed goes when another is sent one, and that of a running host stays', async ({
    hosts,
    folder,
  }) => {
    const dropped = join(folder, 'home', 'dropped')
    const ended = spawnSync(process.execPath, ['--version']).pid
    await mkdir(join(dropped, `${ended}-abc`, 'file-1'), { recursive: true })
    await mkdir(join(dropped, `${process.ppid}-abc`, 'file-1'), { recursive: true })
    await hosts.start().receive('carts.ndjson', bytesOf('{}'))
    const left = await readdir(dropped)
    expect(left).not.toContain(`${ended}-abc`)
    expect(left).toContain(`${process.ppid}-abc`)
  })
})
