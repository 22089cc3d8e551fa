import { expect, test } from 'vitest'
import { connectHost } from '../../src/contract/host-client.ts'
import type { AuditMessage } from '../../src/contract/host-contract.ts'
import { loopbackPair } from '../../src/contract/loopback-transport.ts'
import { position } from '../../src/core/event.ts'
import type { AuditOptions, StoreAudit } from '../../src/core/store-audit.ts'
import { auditMessages } from '../../src/host/audit-messages.ts'
import { append, events } from '../backends/store-test.ts'
import { serveMemoryStore } from './served-memory-store.ts'

const nothing: StoreAudit = {
  head: position(0),
  events: 0,
  purged: 0,
  checks: [],
  leftOut: [],
  counts: [],
  findings: [],
}

test('a client is told how far an audit is, then what it came to, and no more', async () => {
  const served = await serveMemoryStore()
  await append(served.store, ...events(2500))
  const [near, far] = loopbackPair()
  const serving = served.serve(far)
  const client = connectHost(near)
  const messages: AuditMessage[] = []
  for await (const message of client.subscribe('store.audit', { store: served.id })) messages.push(message)
  expect(messages.at(0)).toMatchObject({ kind: 'progress', progress: { what: 'events', total: 2500 } })
  expect(messages.at(-1)).toMatchObject({ kind: 'audited', audit: { events: 2500, head: 2500, findings: [] } })
  expect(messages.filter(({ kind }) => kind === 'audited')).toHaveLength(1)
  client.close()
  await serving
  await served.dispose()
})

/** An audit that goes on until its signal ends it. */
function endlessAudit(): { audit: (options?: AuditOptions) => Promise<StoreAudit>; ended: Promise<void> } {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  return {
    ended,
    audit: ({ signal, onProgress } = {}) => {
      onProgress?.({ what: 'events', done: 1, total: 2 })
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => {
          end()
          reject(signal.reason)
        }),
      )
    },
  }
}

test('an audit ends when its reader leaves', async () => {
  const endless = endlessAudit()
  for await (const message of auditMessages(endless, new AbortController().signal)) {
    expect(message.kind).toBe('progress')
    break
  }
  await endless.ended
})

test('an audit ends with the signal, and its reader is told why', async () => {
  const endless = endlessAudit()
  const abort = new AbortController()
  const reason = new Error('the client left')
  const messages = auditMessages(endless, abort.signal)
  await messages.next()
  const next = messages.next()
  abort.abort(reason)
  await expect(next).rejects.toBe(reason)
  await endless.ended
})

test('of progress that comes faster than it is read only the newest is told', async () => {
  const messages = auditMessages(
    {
      audit: async ({ onProgress } = {}) => {
        for (let done = 1; done <= 100; done++) onProgress?.({ what: 'events', done, total: 100 })
        return nothing
      },
    },
    new AbortController().signal,
  )
  const read: AuditMessage[] = []
  for await (const message of messages) read.push(message)
  expect(read).toEqual([
    { kind: 'progress', progress: { what: 'events', done: 100, total: 100 } },
    { kind: 'audited', audit: nothing },
  ])
})
