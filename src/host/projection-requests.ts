import type { RequestHandlers, SubscriptionHandlers } from './host-handlers.ts'
import type { ProjectionFolders } from './projection-folders.ts'
import type { ScratchValues } from './scratch-values.ts'
import type { StoreLeases } from './store-leases.ts'

type ProjectionRequests = Pick<RequestHandlers, Extract<keyof RequestHandlers, `${'projections' | 'values'}.${string}`>>

/** What a client needs to run projections of its own: their files, and room for what they were. */
export function projectionRequests(
  leases: StoreLeases,
  folders: ProjectionFolders,
  values: ScratchValues,
): ProjectionRequests {
  return {
    'projections.save': async ({ store, ...file }) => {
      await folders.save(leases.get(store).path, file)
      return {}
    },
    'projections.remove': async ({ store, name }) => {
      await folders.remove(leases.get(store).path, name)
      return {}
    },
    'values.open': async () => ({ values: await values.open() }),
    'values.append': async ({ values: id, base64 }) => {
      await values.append(id, Buffer.from(base64, 'base64'))
      return {}
    },
    'values.read': async ({ values: id, ranges }) => ({
      base64: Buffer.from(await values.read(id, ranges)).toString('base64'),
    }),
    'values.close': async ({ values: id }) => {
      await values.close(id)
      return {}
    },
  }
}

export function projectionSubscriptions(
  leases: StoreLeases,
  folders: ProjectionFolders,
): Pick<SubscriptionHandlers, 'projections.watch'> {
  return {
    'projections.watch': ({ store }, signal) =>
      folders.watch(leases.get(store).path, AbortSignal.any([signal, leases.closing(store)])),
  }
}
