import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect } from 'vitest'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { openSqliteStore } from '../../src/backends/sqlite/sqlite-store.ts'
import { connectHost, type HostClient } from '../../src/contract/host-client.ts'
import type { OpeningMessage, Ticket } from '../../src/contract/host-contract.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import { createHost, type Host, type HostConnection, type HostOptions } from '../../src/host/host.ts'
import { append, events } from '../backends/store-test.ts'
import { folderTest } from './temporary-folder.ts'

interface Connected {
  readonly client: HostClient
  readonly connection: HostConnection
}

/** Makes hosts on one data folder, and ends them all. */
interface Hosts {
  start(options?: Partial<HostOptions>): Host & { readonly bugs: unknown[]; connectClient(): Connected }
}

/** Where a store of twenty events lies that each test gets a copy of. */
let templates = ''

beforeAll(async () => {
  templates = await mkdtemp(join(tmpdir(), 'epoch-templates-'))
  const store = await openSqliteStore(join(templates, 'orders.db'), { mode: 'create' })
  await append(store, ...events(20))
  await store.dispose()
})

afterAll(() => rm(templates, { recursive: true, force: true }))

export const hostTest = folderTest.extend<{ hosts: Hosts; storePath: string }>({
  hosts: async ({ folder }, use) => {
    const ends: (() => Promise<void>)[] = []
    await use({
      start: (options = {}) => {
        const bugs: unknown[] = []
        const host = createHost({
          kind: 'browser',
          home: join(folder, 'home'),
          startProcess: startChildProcess,
          reportBug: (bug) => bugs.push(bug),
          ...options,
        })
        ends.push(async () => {
          await host.dispose()
          expect(bugs).toEqual([])
        })
        return {
          bugs,
          isKnown: (path) => host.isKnown(path),
          connect: (transport) => host.connect(transport),
          dispose: () => host.dispose(),
          receive: (name, chunks) => host.receive(name, chunks),
          openStarted: (opening) => host.openStarted(opening),
          connectClient: () => {
            const [near, far] = loopbackPair()
            const connection = host.connect(far)
            const client = connectHost(near)
            ends.unshift(async () => client.close())
            return { client, connection }
          },
        }
      },
    })
    for (const end of ends) await end()
  },
  storePath: async ({ folder }, use) => {
    const path = join(folder, 'orders.db')
    await copyFile(join(templates, 'orders.db'), path)
    await use(path)
  },
})

export async function messagesOf(client: HostClient, ticket?: Ticket): Promise<OpeningMessage[]> {
  const read: OpeningMessage[] = []
  for await (const message of client.subscribe('store.open', ticket === undefined ? {} : { ticket })) read.push(message)
  return read
}

export async function openedBy(client: HostClient, ticket?: Ticket) {
  const last = (await messagesOf(client, ticket)).at(-1)
  if (last?.kind !== 'opened') throw new Error('the last message must say what was opened')
  return { ...last.store, imported: last.imported }
}

export async function ticketOf(client: HostClient, name: string): Promise<Ticket> {
  const { files } = await client.request('files.list', {})
  const file = files.find((choice) => choice.name === name)
  if (file === undefined) throw new Error(`${name} is not offered`)
  return file.ticket
}

export const order = { stream: 'order-1', expectedVersion: 'any' as const }
export const draft = { type: 'OrderPaid', data: '{"cents":1250}', metadata: '{}' }
