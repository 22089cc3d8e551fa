import { expect, test } from 'vitest'
import type { AuditMessage } from '../../../src/contract/host-contract.ts'
import { EpochError } from '../../../src/core/errors.ts'
import { position } from '../../../src/core/event.ts'
import type { AuditFinding, StoreAudit } from '../../../src/core/store-audit.ts'
import { MemoryHost } from '../memory-host.ts'
import { idle, openedExplorer } from '../opened-explorer.ts'
import { shop } from '../shop-events.ts'

const finding: AuditFinding = {
  kind: 'checksum',
  severity: 'damage',
  message: 'it is not what was stored',
  position: position(3),
}

/** An audit that waits for its signal once it has said how far it is. */
async function* endless(signal: AbortSignal | undefined): AsyncGenerator<AuditMessage> {
  yield { kind: 'progress', progress: { what: 'events', done: 3, total: 10 } }
  await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}

async function withAudit(audit: MemoryHost['audit']) {
  const host = new MemoryHost()
  host.audit = audit
  return openedExplorer(shop(5), { host })
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0))
}

test('opening the audit begins one, and what came of it stays when it is closed and opened again', async () => {
  const { explorer } = await openedExplorer(shop(5))
  explorer.getState().openAudit()
  expect(explorer.getState()).toMatchObject({ auditOpen: true, audit: { kind: 'running' } })
  await idle(explorer.getState().activity)
  expect(explorer.getState().audit).toMatchObject({ kind: 'done', audit: { head: 10, events: 10, findings: [] } })
  const { audit } = explorer.getState()
  explorer.getState().closeAudit()
  expect(explorer.getState().auditOpen).toBe(false)
  explorer.getState().openAudit()
  expect(explorer.getState().audit).toBe(audit)
})

test('says how far an audit is, and ends it when it is cancelled or closed', async () => {
  const signals: (AbortSignal | undefined)[] = []
  const { explorer } = await withAudit((signal) => {
    signals.push(signal)
    return endless(signal)
  })
  explorer.getState().openAudit()
  await turns()
  expect(explorer.getState().audit).toEqual({ kind: 'running', progress: { what: 'events', done: 3, total: 10 } })
  explorer.getState().cancelAudit()
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ auditOpen: true, audit: { kind: 'none' } })
  explorer.getState().startAudit()
  await turns()
  explorer.getState().closeAudit()
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ auditOpen: false, audit: { kind: 'none' }, notices: [] })
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, true])
})

test('an audit that fails says why, and the next opening tries again', async () => {
  const { explorer, host } = await withAudit(() => {
    throw new EpochError('store-busy', 'another program kept it locked')
  })
  explorer.getState().openAudit()
  await idle(explorer.getState().activity)
  expect(explorer.getState().audit).toMatchObject({ kind: 'failed', failure: { code: 'store-busy' } })
  host.audit = async function* () {}
  explorer.getState().closeAudit()
  explorer.getState().openAudit()
  await idle(explorer.getState().activity)
  expect(explorer.getState().audit).toMatchObject({ kind: 'failed', failure: { code: 'host-unreachable' } })
})

test('a finding leads to its event, and the report stays', async () => {
  const audit: StoreAudit = {
    head: position(10),
    events: 10,
    purged: 0,
    checks: [],
    leftOut: [],
    counts: [{ kind: 'checksum', severity: 'damage', count: 1 }],
    findings: [finding],
  }
  const { explorer } = await withAudit(async function* () {
    yield { kind: 'audited', audit }
  })
  explorer.getState().openAudit()
  await idle(explorer.getState().activity)
  explorer.getState().goToFinding(finding)
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ auditOpen: false, selected: 3, playhead: 3, audit: { kind: 'done' } })
})

test('another store begins without the report of the one before, and its audit does not arrive', async () => {
  const { explorer } = await withAudit(endless)
  explorer.getState().openAudit()
  await turns()
  await explorer.getState().openStore()
  await idle(explorer.getState().activity)
  expect(explorer.getState()).toMatchObject({ auditOpen: false, audit: { kind: 'none' } })
})
