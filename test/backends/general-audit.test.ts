import { describe, expect, test } from 'vitest'
import { auditLog } from '../../src/backends/general-audit.ts'
import { IdHashes } from '../../src/backends/id-hashes.ts'
import { MemoryStore } from '../../src/backends/memory/memory-store.ts'
import { EpochError } from '../../src/core/errors.ts'
import {
  type Event,
  type EventId,
  eventId,
  position,
  type StreamName,
  streamName,
  streamVersion,
} from '../../src/core/event.ts'
import { EventBuilder } from '../../src/core/event-builder.ts'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import type { JsonText } from '../../src/core/json.ts'
import { history } from './sqlite-history.ts'
import { append, noon } from './store-test.ts'

const a: StreamName = streamName('a-1')

function eventAt(at: number, change: Partial<Event> = {}): Event {
  const { id, type, schemaVersion, data, metadata } = new EventBuilder().stream(a).type('T').data(at).build()
  const own = { position: position(at), stream: a, version: streamVersion(at), createdAtUs: noon + at }
  return { id, type, schemaVersion, data, metadata, ...own, ...change }
}

/** A store that has whatever events it is given, in pages of two. */
function auditOf(events: readonly Event[], broken?: EpochError, versionGaps = false) {
  const store: Pick<EventStoreBackend, 'readAll' | 'head' | 'capabilities'> = {
    capabilities: {
      append: false,
      whyNoAppend: 'made up',
      firstVersion: 1,
      commitOrder: true,
      globalOrder: true,
      versionGaps,
      time: true,
    },
    head: async () => events.at(-1)?.position ?? position(0),
    async *readAll() {
      for (let i = 0; i < events.length; i += 2) yield events.slice(i, i + 2)
      if (broken) throw broken
    },
  }
  return auditLog(store, { eventAt: async (at) => events.find((event) => event.position === at) })
}

async function told(events: readonly Event[]): Promise<string[]> {
  return (await auditOf(events)).findings.map(({ kind, position: at }) => `${kind} ${at}`)
}

describe('auditing a store of any kind', () => {
  test('finds nothing but times that run backwards in a history that has those', async () => {
    const store = new MemoryStore()
    for (const event of history(300)) await append(store, event)
    const audit = await auditLog(store, { eventAt: async () => undefined })
    expect(audit).toMatchObject({ head: 300, events: 300, counts: [{ kind: 'own-time', severity: 'notice' }] })
    expect(audit.checks).toEqual(['positions and versions', 'ids and causes', 'times', 'JSON'])
    expect(audit.leftOut).toHaveLength(1)
  })

  test('finds nothing in an empty store', async () => {
    expect(await auditOf([])).toMatchObject({ head: 0, events: 0, findings: [] })
  })

  test('finds an event whose version could not be read once, and goes on with its stream', async () => {
    const { findings } = await auditOf(
      [1, 0, 2].map((version, i) => eventAt(i + 1, { version: streamVersion(version) })),
    )
    expect(findings).toMatchObject([{ kind: 'version', position: 2, message: 'it has no version that can be read' }])
  })

  test('finds gaps and repeats in versions, and positions out of order', async () => {
    const versions = [1, 2, 4, 4, 5].map((version, i) => eventAt(i + 1, { version: streamVersion(version) }))
    expect(await told(versions)).toEqual(['version 3', 'version 4'])
    const { findings } = await auditOf([...versions.slice(0, 3), eventAt(4, { version: streamVersion(9) })])
    expect(findings.map(({ message }) => message)).toEqual([
      'its stream has no version 3',
      'its stream has no versions 5 to 8',
    ])
    expect(await told([eventAt(1), eventAt(2, { position: position(1) })])).toEqual(['position 1'])
  })

  test('takes missing versions for what they are where the store gives some to what is no event', async () => {
    const events = [eventAt(1), eventAt(2, { version: streamVersion(4) }), eventAt(3, { version: streamVersion(4) })]
    const { findings } = await auditOf(events, undefined, true)
    expect(findings).toMatchObject([{ kind: 'version', position: 3 }])
  })

  test('finds ids that two events have, wherever they stand', async () => {
    const id = eventId('twice')
    const events = [eventAt(1, { id }), eventAt(2), eventAt(3), eventAt(4, { id })]
    expect((await auditOf(events)).findings).toMatchObject([
      { kind: 'duplicate-id', position: 4, eventId: 'twice', message: 'the event at 1 has the same id' },
    ])
  })

  test('finds causes that no event has, and not those that come later or in capitals', async () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e' as EventId
    const caused = (by: string) => ({ metadata: JSON.stringify({ causationId: by }) as JsonText })
    const events = [eventAt(1, caused(id.toUpperCase())), eventAt(2, caused('nobody')), eventAt(3, { id })]
    expect(await told(events)).toEqual(['orphan-causation 2'])
  })

  test('finds payloads that are not JSON, and what stands in place of them in a foreign store', async () => {
    const texts = ['{"a":1', '', '{"$unreadable":"not JSON","bytes":3}'].map((text) => text as JsonText)
    const events = texts.map((data, i) => eventAt(i + 1, { data }))
    expect(await told(events)).toEqual(['json 1', 'json 2', 'json 3'])
    expect(await told([eventAt(1, { metadata: '' as JsonText })])).toEqual([])
  })

  test('tells what it has found where a store breaks off, and that it did', async () => {
    const audit = await auditOf([eventAt(1), eventAt(2)], new EpochError('store-corrupt', 'it is damaged'))
    expect(audit).toMatchObject({ events: 2, findings: [{ kind: 'unreadable' }] })
    const other = new EpochError('store-gone', 'it is gone')
    await expect(auditOf([eventAt(1)], other)).rejects.toBe(other)
  })

  test('ends with the reason of its signal', async () => {
    const store = new MemoryStore()
    for (const event of history(30)) await append(store, event)
    const abort = new AbortController()
    const reason = new Error('enough')
    const audit = auditLog(
      store,
      { eventAt: async () => undefined },
      { signal: abort.signal, onProgress: () => abort.abort(reason) },
    )
    await expect(audit).rejects.toBe(reason)
  })
})

test('a hundred thousand ids are each found once, at the position they were added with', () => {
  const hashes = new IdHashes()
  const ids = Array.from({ length: 100_000 }, (_, i) => `id-${i * 7919}`)
  expect(ids.filter((id, i) => hashes.add(id, i + 1) !== undefined)).toEqual([])
  expect(ids.filter((id, i) => hashes.add(id, 0) !== i + 1 || !hashes.mayHave(id))).toEqual([])
  expect(ids.filter((id) => hashes.mayHave(`${id}x`))).toEqual([])
})
