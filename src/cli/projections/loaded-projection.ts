import type { Projection } from '../../core/projection.ts'

/** A projection that is loaded in this thread. */
export interface LoadedProjection {
  readonly path: string
  readonly projection: Projection
  /** Which line of its script something was thrown in, as far as that is known. */
  readonly lineOf: (thrown: unknown) => number | undefined
}
