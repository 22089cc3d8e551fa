import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { ForeignClient } from '../../src/backends/foreign/foreign-client.ts'
import type { KillableProcess } from '../../src/backends/foreign/killable-process.ts'
import { readAnswer } from '../../src/backends/foreign/read-answer.ts'
import { addMessage, emmettStoreOf } from './foreign-emmett-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const silenceMs = 1000

/** A client of a real store, and the processes that it started, which a test may stop and kill. */
function clientOf(path: string): { client: ForeignClient; started: ChildProcess[] } {
  const started: ChildProcess[] = []
  const startProcess = (module: URL): KillableProcess => {
    const child = fork(fileURLToPath(module), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    started.push(child)
    return {
      send: (text) => void child.send(text),
      onText: (listener) => void child.on('message', (text) => listener(String(text))),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill('SIGKILL'),
    }
  }
  const patience = { openMs: 20_000, readMs: silenceMs }
  const client = new ForeignClient(path, { startProcess, ownApplicationId: 1, patience })
  onTestFinished(() => client.dispose())
  return { client, started }
}

test('a process that falls silent is killed, and the next call has a new one', async () => {
  const { client, started } = clientOf(emmettStoreOf({}))
  await client.open()
  started[0]?.kill('SIGSTOP')
  const exit = once(started[0] ?? process, 'exit')
  await expect(client.refresh()).rejects.toMatchObject({ code: 'store-timeout' })
  expect(await exit).toEqual([null, 'SIGKILL'])
  expect(await client.refresh()).toBe(1)
  expect(started).toHaveLength(2)
})

test('a process that dies during a call fails that call, and the next call has a new one', async () => {
  const { client, started } = clientOf(emmettStoreOf({}))
  await client.open()
  started[0]?.kill('SIGSTOP')
  const call = expect(client.refresh()).rejects.toMatchObject({ code: 'store-reader-died' })
  started[0]?.kill('SIGKILL')
  await call
  expect(await client.refresh()).toBe(1)
})

test('a process that dies between calls is not noticed', async () => {
  const { client, started } = clientOf(emmettStoreOf({}))
  await client.open()
  const exit = once(started[0] ?? process, 'exit')
  started[0]?.kill('SIGKILL')
  await exit
  expect(await client.refresh()).toBe(1)
  expect(started).toHaveLength(2)
})

test('a new process does not open another file that was put in the place of the first', async () => {
  const path = emmettStoreOf({})
  const { client, started } = clientOf(path)
  await client.open()
  renameSync(emmettStoreOf({}, {}), path)
  const exit = once(started[0] ?? process, 'exit')
  started[0]?.kill('SIGKILL')
  await exit
  await expect(client.refresh()).rejects.toMatchObject({ code: 'store-replaced' })
})

test('a process whose parent is gone ends, and leaves no copy of the store', async () => {
  const path = emmettStoreOf({})
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  database.close()
  const scratch = temporaryFolder()
  const module = new URL('../../src/backends/foreign/foreign-process.ts', import.meta.url)
  const child = fork(fileURLToPath(module), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const answered = new Promise<void>((resolve) => {
    child.on('message', (text) => {
      if (readAnswer(String(text)).kind === 'output') resolve()
    })
  })
  const input = { path, scratch, ownApplicationId: 1, mappings: [] }
  child.send(JSON.stringify({ id: 1, name: 'open', input }))
  await answered
  expect(existsSync(join(scratch, 'copy.db'))).toBe(true)
  const exit = once(child, 'exit')
  child.disconnect()
  expect(await exit).toEqual([0, null])
  expect(existsSync(scratch)).toBe(false)
})

test('disposing ends the process and the calls that wait for it', async () => {
  const { client, started } = clientOf(emmettStoreOf({}))
  await client.open()
  started[0]?.kill('SIGSTOP')
  const exit = once(started[0] ?? process, 'exit')
  const waiting = [client.refresh(), client.refresh()].map((call) =>
    expect(call).rejects.toMatchObject({ code: 'store-not-open' }),
  )
  await Promise.resolve()
  await client.dispose()
  await Promise.all(waiting)
  await exit
  await expect(client.open()).rejects.toMatchObject({ code: 'store-not-open' })
  await client.dispose()
})

test('a call that the file makes impossible says why, and the process goes on', async () => {
  const { client, started } = clientOf(emmettStoreOf({}).replace('emmett.db', 'nothing.db'))
  await expect(client.open()).rejects.toMatchObject({ code: 'store-not-found' })
  await expect(client.refresh()).rejects.toMatchObject({ code: 'store-not-found' })
  expect(started).toHaveLength(2)
})

test('a new process does not go on with a log that has another event where the last one was', async () => {
  const path = emmettStoreOf({}, {})
  const { client, started } = clientOf(path)
  await client.open()
  const exit = once(started[0] ?? process, 'exit')
  started[0]?.kill('SIGKILL')
  await exit
  const database = new Database(path)
  database.exec(`UPDATE emt_messages SET message_id = 'another' WHERE global_position = 2`)
  addMessage(database)
  database.close()
  await expect(client.refresh()).rejects.toMatchObject({ code: 'store-rewound' })
})
