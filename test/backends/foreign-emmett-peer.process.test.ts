import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, vi } from 'vitest'
import { startChildProcess } from '../../src/backends/foreign/killable-process.ts'
import { openBackend } from '../../src/backends/open-backend.ts'
import type { Event } from '../../src/core/event.ts'
import { followWriters } from '../../src/host/follow-writers.ts'
import { fileTest as test } from './sqlite-files.ts'

const peer = fileURLToPath(new URL('../peers/emmett/', import.meta.url))
const isInstalled = existsSync(join(peer, 'node_modules', 'sqlite3', 'build'))

/** Runs a real Emmett application. @returns the streams with the versions it was answered, and how many events in all */
async function runEmmett(path: string, appends: number) {
  const child = spawn(process.execPath, [join(peer, 'emmett-writer.js'), path, String(appends)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const versions = new Map<string, number>()
  let events = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const [stream = '', version, count] = line.split(' ')
    versions.set(stream, Number(version))
    events += Number(count)
  }
  const [code] = await exited
  return { versions, events, code, said }
}

test.skipIf(!isInstalled)(
  'a store that a real Emmett application writes to is followed: each event once, in order, and the writer notices nothing',
  { timeout: 60_000 },
  async ({ file }) => {
    await runEmmett(file, 3)
    const { store, recognised, refresh } = await openBackend(file, { startProcess: startChildProcess })
    expect(recognised.kind).toContain('Emmett')
    const followed = followWriters({
      path: file,
      refresh,
      attention: () => 'front',
      onChange: () => {},
      onTrouble: (error) => expect.unreachable(error.message),
    })
    const seen: Event[] = []
    const end = new AbortController()
    const reading = (async () => {
      for await (const message of store.subscribe({ after: await store.head(), signal: end.signal }))
        if (message.kind === 'events') seen.push(...message.events)
    })()
    const { versions, events, code, said } = await runEmmett(file, 200)
    await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(events), { timeout: 10_000 })
    end.abort()
    await expect(reading).rejects.toThrow('abort')
    await followed.end()
    await store.dispose()
    expect({ code, said }).toEqual({ code: 0, said: '' })
    expect(seen).toHaveLength(events)
    expect(new Set(seen.map((event) => event.id)).size).toBe(events)
    expect(seen.map((event) => event.position)).toEqual(seen.map((event) => event.position).toSorted((a, b) => a - b))
    for (const [stream, version] of versions)
      expect(seen.findLast((event) => event.stream === stream)?.version).toBe(version)
    expect(readdirSync(join(file, '..')).filter((name) => !name.startsWith('store.db'))).toEqual([])
  },
)
