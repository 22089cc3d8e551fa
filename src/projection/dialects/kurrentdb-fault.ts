/** What KurrentDB calls the ways in which it stops a projection. */
export type KurrentdbFaultCode =
  | 'handler-error'
  | 'malformed-event'
  | 'state-serialization-error'
  | 'projection-transform-error'

/** KurrentDB itself refuses what a projection did, as opposed to the projection's own throw. */
export class KurrentdbFault extends Error {
  readonly code: KurrentdbFaultCode

  constructor(code: KurrentdbFaultCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'KurrentdbFault'
    this.code = code
  }
}

/** The code that KurrentDB would stop with for what was thrown. */
export function faultCodeOf(thrown: unknown): KurrentdbFaultCode {
  return thrown instanceof KurrentdbFault ? thrown.code : 'handler-error'
}

/**
 * Remembers what KurrentDB refused during a call: there, the projection cannot catch it and go on.
 */
export class FaultWatch {
  #refused: KurrentdbFault | undefined

  refuse(code: KurrentdbFaultCode, message: string, cause?: unknown): never {
    this.#refused ??= new KurrentdbFault(code, message, cause === undefined ? {} : { cause })
    throw this.#refused
  }

  /** @throws what was refused since the last call of this, also where the projection caught it */
  check(): void {
    const refused = this.#refused
    this.#refused = undefined
    if (refused !== undefined) throw refused
  }

  forget(): void {
    this.#refused = undefined
  }
}
