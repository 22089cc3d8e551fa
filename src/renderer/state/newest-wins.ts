/**
 * Makes of `run` a function that may be called at any rate: one run at a time, and of what is asked meanwhile only the
 * newest. `run` must not reject.
 */
export function newestWins<Input>(run: (input: Input) => Promise<void>): (input: Input) => void {
  let waiting: { readonly input: Input } | undefined
  let running = false

  async function runAll(): Promise<void> {
    running = true
    try {
      while (waiting !== undefined) {
        const { input } = waiting
        waiting = undefined
        await run(input)
      }
    } finally {
      running = false
    }
  }

  return (input) => {
    waiting = { input }
    if (!running) void runAll()
  }
}
