import { describe } from 'vitest'
import type { EventStoreBackend } from '../../src/core/event-store-backend.ts'
import { describeAppendMatrix } from './describe-append-matrix.ts'
import { describeAppends } from './describe-appends.ts'
import { describeDisposal } from './describe-disposal.ts'
import { describeFidelity } from './describe-fidelity.ts'
import { describeReads } from './describe-reads.ts'
import { describeRetries } from './describe-retries.ts'
import { describeSubscriptions } from './describe-subscriptions.ts'

/**
 * The contract that every store which takes appends keeps.
 *
 * @param open a new store without events; each test opens its own and disposes of it
 */
export function describeEventStoreBackend(name: string, open: () => Promise<EventStoreBackend>): void {
  describe(name, () => {
    describeAppends(open)
    describeRetries(open)
    describeAppendMatrix(open)
    describeReads(open)
    describeFidelity(open)
    describeSubscriptions(open)
    describeDisposal(open)
  })
}
