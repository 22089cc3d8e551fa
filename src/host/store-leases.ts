import { randomBytes } from 'node:crypto'
import type { StoreId } from '../contract/host-contract.ts'
import { EpochError } from '../core/errors.ts'
import type { StoreLease } from './open-stores.ts'
import type { SharedStore } from './shared-store.ts'

/** The stores that one client has open, by ids that mean nothing on any other connection. */
export class StoreLeases {
  readonly #leases = new Map<StoreId, { readonly lease: StoreLease<SharedStore>; readonly closing: AbortController }>()

  add(lease: StoreLease<SharedStore>): StoreId {
    const id = randomBytes(16).toString('base64url') as StoreId
    this.#leases.set(id, { lease, closing: new AbortController() })
    return id
  }

  /** @throws EpochError `store-not-open` */
  get(id: StoreId): SharedStore {
    return this.#find(id).lease.store
  }

  /** Aborted, with `store-not-open`, when the client closes the store. @throws EpochError `store-not-open` */
  closing(id: StoreId): AbortSignal {
    return this.#find(id).closing.signal
  }

  /** @throws EpochError `store-not-open` */
  close(id: StoreId): void {
    const { lease, closing } = this.#find(id)
    this.#leases.delete(id)
    closing.abort(notOpen())
    lease.release()
  }

  closeAll(): void {
    for (const id of [...this.#leases.keys()]) this.close(id)
  }

  #find(id: StoreId) {
    const found = this.#leases.get(id)
    if (found === undefined) throw notOpen()
    return found
  }
}

function notOpen(): EpochError {
  return new EpochError('store-not-open', 'this store is not open here; open it again')
}
