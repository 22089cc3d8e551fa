import { auditStore } from '../../src/backends/sqlite/audit/audit-store.ts'
import { findingCount } from '../../src/core/store-audit.ts'

/** What an audit finds damaged in a store: nothing, for a test of what writes one. */
export async function verifyLog(path: string) {
  const audit = await auditStore(path)
  const faults = audit.findings.filter(({ severity }) => severity === 'damage')
  return { events: audit.events, faultCount: findingCount(audit, 'damage'), faults }
}
