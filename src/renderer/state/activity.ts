/**
 * Counts what is under way: requests and frames still to be drawn. Whoever begins something calls the answered
 * function once when it has ended; a second call does nothing.
 */
export interface Activity {
  begin(): () => void
  readonly idle: boolean
  /** Calls `listener` whenever {@link idle} changes, until the answered function is called. */
  onChange(listener: (idle: boolean) => void): () => void
}

export function createActivity(): Activity {
  let underWay = 0
  const listeners = new Set<(idle: boolean) => void>()
  const changeTo = (count: number): void => {
    const wasIdle = underWay === 0
    underWay = count
    if (wasIdle !== (count === 0)) for (const listener of listeners) listener(count === 0)
  }
  return {
    begin() {
      let ended = false
      changeTo(underWay + 1)
      return () => {
        if (ended) return
        ended = true
        changeTo(underWay - 1)
      }
    },
    get idle() {
      return underWay === 0
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
