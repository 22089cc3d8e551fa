import { execFileSync } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openedBy, hostTest as test, ticketOf } from './host-test.ts'

test('a store that is open says what opens it again, whatever way it was opened', async ({ hosts, storePath }) => {
  const { client } = hosts.start({ startedWith: storePath }).connectClient()
  const started = await openedBy(client)
  expect(await ticketOf(client, 'orders.db')).toBe(started.ticket)
  expect((await openedBy(client, started.ticket)).ticket).toBe(started.ticket)
})

test('a shell gives a link to a store by its path, a browser none', async ({ hosts, storePath }) => {
  const shell = hosts.start({ kind: 'electron', startedWith: storePath }).connectClient()
  expect((await openedBy(shell.client)).link).toBe(`epoch://open?store=${encodeURIComponent(storePath)}`)
  const browser = hosts.start({ startedWith: storePath }).connectClient()
  expect((await openedBy(browser.client)).link).toBe('')
})

test('a small file that the page has is kept as a copy and opened, with no link to it', async ({ hosts }) => {
  const { client } = hosts.start({ kind: 'electron' }).connectClient()
  const text = '{"stream":"order-1","type":"OrderPlaced","data":{"name":"Zoë"}}\n'
  const base64 = Buffer.from(text).toString('base64')
  const { ticket } = await client.request('files.receive', { name: '../shop.ndjson', base64 })
  const opened = await openedBy(client, ticket)
  expect(opened).toMatchObject({ name: 'shop.ndjson', origin: 'import', link: '', imported: { added: 1 } })
  expect((await client.request('files.list', {})).files).toEqual([])
})

test('known is what a person opened, and the demo', async ({ hosts, storePath, folder }) => {
  const host = hosts.start({ startedWith: storePath })
  expect(await host.isKnown(storePath)).toBe(false)
  await openedBy(host.connectClient().client)
  expect(await host.isKnown(storePath)).toBe(true)
  expect(await host.isKnown(join(folder, 'other.db'))).toBe(false)
  expect(await host.isKnown(join(folder, 'home', 'demo.db'))).toBe(true)
})

test('a repository is offered as one', async ({ hosts, folder }) => {
  const repository = join(folder, 'work', 'shop')
  await mkdir(repository, { recursive: true })
  execFileSync('git', ['init', '--quiet', repository])
  const { client } = hosts.start({ root: join(folder, 'work') }).connectClient()
  const { files } = await client.request('files.list', {})
  expect(files).toMatchObject([{ name: 'shop', kind: 'repository' }])
})

test('the demo is opened by a ticket of its own, also where the host was started with something else', async ({
  hosts,
  storePath,
}) => {
  const { client } = hosts.start({ startedWith: storePath }).connectClient()
  const { demo } = await client.request('host.info', {})
  expect(await openedBy(client, demo)).toMatchObject({ name: 'Demo shop', origin: 'demo', ticket: demo })
})
