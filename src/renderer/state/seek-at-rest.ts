import type { Position } from '../../core/event.ts'
import { isByColumns } from '../../projection/rows-query.ts'
import type { Clock } from './clock.ts'
import type { StartProjection } from './projection-port.ts'

/** How long the playhead must rest before rows are asked for that take a look at every state. */
const REST_MS = 150

/**
 * Starts runs that move with the playhead while it is dragged as long as declared columns tell which rows are shown; where any state must be
 * read for that, they follow once it rests.
 */
export function seekAtRest(start: StartProjection, clock: Clock): StartProjection {
  return (options) => {
    const run = start(options)
    let { show } = options
    let resting: { readonly position: Position; readonly stop: () => void } | undefined

    function endRest(): void {
      resting?.stop()
      resting = undefined
    }

    return {
      seek(position) {
        endRest()
        if (isByColumns(show)) return run.seek(position)
        const stop = clock.after(REST_MS, () => {
          resting = undefined
          run.seek(position)
        })
        resting = { position, stop }
      },
      show(rows) {
        show = rows
        const waiting = resting?.position
        endRest()
        if (waiting !== undefined) run.seek(waiting)
        run.show(rows)
      },
      ask: (name, input, askOptions) => run.ask(name, input, askOptions),
      stop() {
        endRest()
        run.stop()
      },
    }
  }
}
