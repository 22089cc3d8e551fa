/** Time as the window sees it; tests hand in their own. */
export interface Clock {
  /** Resolves at the next animation frame with its time, in milliseconds of any fixed start. */
  nextFrame(): Promise<number>
  /** Calls back once after so many milliseconds, unless the answered function is called first. */
  after(delayMs: number, callback: () => void): () => void
}

export const windowClock: Clock = {
  nextFrame: () => new Promise((resolve) => requestAnimationFrame(resolve)),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
