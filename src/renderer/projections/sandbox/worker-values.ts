import { SpillingValueStore } from '../../../projection/spilling-value-store.ts'
import { MemoryValueStore, type ValueStore } from '../../../projection/value-store.ts'
import type { PageLink } from './page-link.ts'
import { PageValueStore } from './page-value-store.ts'
import type { LoadMessage } from './worker-protocol.ts'

/** Where a run's values go: to memory as long as they fit its budget, and beyond that to the page, if it takes them. */
export function valuesOf({ budgetBytes, hasScratch }: LoadMessage, page: PageLink): ValueStore {
  if (!hasScratch) return new MemoryValueStore(budgetBytes)
  return new SpillingValueStore({ budgetBytes, openBacking: async () => new PageValueStore(page) })
}
