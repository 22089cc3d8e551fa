/** Why a command ends that somebody interrupted. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
  }
}

const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Runs something that ends early and in good order when the process is interrupted: its signal aborts with {@link Interrupted}. A
 * second interruption ends the process at once.
 */
export async function interruptible<Result>(run: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const abort = new AbortController()
  const interrupt = (): void => {
    stopListening()
    abort.abort(new Interrupted())
  }
  const stopListening = (): void => {
    for (const name of signals) process.removeListener(name, interrupt)
  }
  for (const name of signals) process.on(name, interrupt)
  try {
    return await run(abort.signal)
  } finally {
    stopListening()
  }
}

/** Resolves when the process is interrupted: how a command ends that goes on until then. */
export function interruption(): Promise<void> {
  return interruptible((signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())))
}
