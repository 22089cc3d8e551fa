import type { Activity } from '../state/activity.ts'

export interface FrameLoop {
  /** Draws once at the next frame, however often it is called before that. */
  readonly ask: () => void
  /** Nothing is drawn from here on. */
  readonly end: () => void
}

/** Draws only in frames that somebody asked for; one that is asked for counts as being under way. */
export function frameLoop(activity: Activity, draw: () => void): FrameLoop {
  let frame: number | undefined
  let drawn = (): void => {}
  return {
    ask() {
      if (frame !== undefined) return
      drawn = activity.begin()
      frame = requestAnimationFrame(() => {
        frame = undefined
        try {
          draw()
        } finally {
          drawn()
        }
      })
    },
    end() {
      if (frame !== undefined) cancelAnimationFrame(frame)
      drawn()
    },
  }
}
